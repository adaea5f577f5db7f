package dev.modelgate.registry.bundle;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The SHA-256 of an extent. Buffers lie on the heap, where the JDK's compiled code hashes them in place; a direct
 * buffer would be copied in small pieces first.
 */
final class ExtentDigest {

    private static final int AHEAD_BYTES = 1 << 20;

    private final MessageDigest digest = sha256();
    private final ReadCounter counter;

    private ExtentDigest(ReadCounter counter) {
        this.counter = counter;
    }

    /** How an extent is opened: to be read, or to be copied on the way. */
    @FunctionalInterface
    interface Opening {
        ExtentReader open(Extent extent);
    }

    /** Reads and hashes in turn, on this thread. */
    static String inTurn(Extent extent, Opening opening, ReadCounter counter) {
        ExtentDigest digest = new ExtentDigest(counter);
        try (ExtentReader reader = opening.open(extent)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(ExtentReader.BYTES_AT_ONCE, extent.length()));
            while (reader.fill(buffer).hasRemaining()) {
                digest.update(buffer);
            }
        }
        return digest.hex();
    }

    /** Reads the next piece on another thread while this one hashes: for an extent that has a core to spare. */
    static String readAhead(Extent extent, Opening opening, ReadCounter counter, ExecutorService readers) {
        ExtentDigest digest = new ExtentDigest(counter);
        try (ExtentReader reader = opening.open(extent)) {
            ByteBuffer spare = ByteBuffer.allocate(AHEAD_BYTES);
            ByteBuffer full = reader.fill(ByteBuffer.allocate(AHEAD_BYTES));
            while (full.hasRemaining()) {
                ByteBuffer empty = spare;
                Future<ByteBuffer> next = readers.submit(() -> reader.fill(empty));
                digest.update(full);
                spare = full;
                full = AllCores.result(next);
            }
        }
        return digest.hex();
    }

    private void update(ByteBuffer buffer) {
        int bytes = buffer.remaining();
        digest.update(buffer);
        counter.add(bytes);
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
