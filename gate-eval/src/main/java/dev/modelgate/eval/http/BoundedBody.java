package dev.modelgate.eval.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** A body in memory, up to a limit: a server that never stops must not fill the machine. */
final class BoundedBody {

    static final int MAX_BYTES = 16 << 20;

    private BoundedBody() {}

    /** The body is longer than is read. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("the body is longer than %d MiB, but an answer is small".formatted(MAX_BYTES >> 20));
        }
    }

    /** Reads it; the rest of a longer one is left to the connection, which is then of no further use. */
    static byte[] read(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        InputStream in = entity.getContent();
        byte[] bytes = in.readNBytes(MAX_BYTES);
        if (bytes.length == MAX_BYTES && in.read() >= 0) {
            throw new TooLongException();
        }
        return bytes;
    }
}
