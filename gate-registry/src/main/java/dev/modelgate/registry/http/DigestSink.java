package dev.modelgate.registry.http;

import dev.modelgate.core.identity.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Keeps a body's SHA-256 and size, and not the body. */
public class DigestSink implements Sink {

    private MessageDigest digest = Sha256.digest();
    private long size;
    private String hex = "";

    /** Of a file as it is now. */
    public static DigestSink of(Path file) throws IOException {
        DigestSink sink = new DigestSink();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sink.write(ByteBuffer.wrap(buffer, 0, read));
            }
        }
        sink.finish();
        return sink;
    }

    @Override
    public void restart() throws IOException {
        digest = Sha256.digest();
        size = 0;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        size += bytes.remaining();
        digest.update(bytes);
    }

    @Override
    public void finish() throws IOException {
        hex = Sha256.finish(digest);
    }

    @Override
    public void abandon() {}

    /** Bytes written. */
    public final long size() {
        return size;
    }

    /** Lower-case hex SHA-256 of the finished body. */
    public final String sha256() {
        return hex;
    }
}
