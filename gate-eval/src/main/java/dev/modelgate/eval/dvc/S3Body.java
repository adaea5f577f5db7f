package dev.modelgate.eval.dvc;

import java.io.FilterInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A body that is whole or says that it is not: the JDK's client takes a connection that ends early for the end. What is
 * left unread is not read to keep the connection.
 */
final class S3Body extends FilterInputStream {

    private final ResponseInputStream<?> body;
    private final @Nullable Long length;
    private long read;
    private boolean ended;

    /** @param length as the server stated it, where it did */
    S3Body(ResponseInputStream<?> body, @Nullable Long length) {
        super(body);
        this.body = body;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        try {
            int found = in.read(bytes, offset, count);
            if (found >= 0) {
                read += found;
                return found;
            }
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (length != null && read != length) {
            throw new IOException("the body ended after %d of %d bytes".formatted(read, length));
        }
        ended = true;
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            body.abort();
        }
        super.close();
    }
}
