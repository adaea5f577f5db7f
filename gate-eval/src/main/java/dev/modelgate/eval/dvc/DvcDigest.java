package dev.modelgate.eval.dvc;

import com.google.common.io.BaseEncoding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Both hashes that DVC has given to a content: the MD5 of the bytes, and DVC 2's of a text with Unix line ends. Fed by
 * any pieces; DVC 2 decided and replaced by chunks of one MiB, so this does too.
 */
final class DvcDigest {

    private static final int CHUNK = 1 << 20;

    private final MessageDigest raw = md5();
    private final MessageDigest unix = md5();
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private long size;

    /** How a content fits a hash. */
    enum Fit {
        /** The MD5 of the bytes. */
        BYTES,
        /** The MD5 of the text with Unix line ends: DVC 2 only. */
        UNIX_LINE_ENDS
    }

    void update(byte[] bytes, int offset, int length) {
        raw.update(bytes, offset, length);
        size += length;
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, CHUNK - filled);
            System.arraycopy(bytes, from, chunk, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
            if (filled == CHUNK) {
                flush();
            }
        }
    }

    /** Ends the content. */
    Finished finish() {
        flush();
        return new Finished(hex(raw), hex(unix), size);
    }

    /**
     * What was found.
     *
     * @param raw MD5 of the bytes
     * @param unix MD5 of the bytes with Unix line ends, where they are a text; else {@code raw}
     * @param size in bytes
     */
    record Finished(String raw, String unix, long size) {

        /** How it fits; empty where it does not. */
        Optional<Fit> fit(DvcHash hash) {
            if (hash.hex().equals(raw)) {
                return Optional.of(Fit.BYTES);
            }
            return hash.legacy() && !hash.folder() && hash.hex().equals(unix)
                    ? Optional.of(Fit.UNIX_LINE_ENDS)
                    : Optional.empty();
        }
    }

    private void flush() {
        if (TextGuess.isText(chunk, filled)) {
            updateWithUnixLineEnds();
        } else {
            unix.update(chunk, 0, filled);
        }
        filled = 0;
    }

    private void updateWithUnixLineEnds() {
        int from = 0;
        for (int i = 0; i + 1 < filled; i++) {
            if (chunk[i] == '\r' && chunk[i + 1] == '\n') {
                unix.update(chunk, from, i - from);
                from = i + 1;
            }
        }
        unix.update(chunk, from, filled - from);
    }

    private static String hex(MessageDigest digest) {
        return BaseEncoding.base16().lowerCase().encode(digest.digest());
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
