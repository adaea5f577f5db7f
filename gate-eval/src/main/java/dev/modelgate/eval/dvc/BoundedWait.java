package dev.modelgate.eval.dvc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body whose every read ends in time. The JDK's own request timeout stops at the headers; a server that then sends
 * nothing would hold the reader for ever. Closing the body from another thread is what wakes it.
 */
final class BoundedWait extends FilterInputStream {

    private final Executor afterTheWait;
    private final Duration limit;
    private final AtomicBoolean expired = new AtomicBoolean();

    BoundedWait(InputStream body, Duration limit) {
        super(body);
        this.limit = limit;
        this.afterTheWait = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        CompletableFuture<Void> watch = CompletableFuture.runAsync(this::expire, afterTheWait);
        try {
            int read = in.read(bytes, offset, length);
            requireInTime(null);
            return read;
        } catch (IOException e) {
            requireInTime(e);
            throw e;
        } finally {
            watch.cancel(false);
        }
    }

    private void requireInTime(@org.jspecify.annotations.Nullable IOException cause) throws HttpTimeoutException {
        if (expired.get()) {
            HttpTimeoutException late = new HttpTimeoutException("no byte came for %d s".formatted(limit.toSeconds()));
            if (cause != null) {
                late.addSuppressed(cause);
            }
            throw late;
        }
    }

    private void expire() {
        expired.set(true);
        try {
            in.close();
        } catch (IOException e) {
            // The reader wakes with its own exception; this one says nothing more.
        }
    }
}
