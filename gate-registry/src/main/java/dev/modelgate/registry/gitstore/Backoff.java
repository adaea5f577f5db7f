package dev.modelgate.registry.gitstore;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a writer that lost a race waits before the next one: some time of its own, so that rivals spread out. */
final class Backoff {

    private static final int FIRST_MILLIS = 20;
    private static final int LONGEST_MILLIS = 400;

    private final long end;
    private int bound = FIRST_MILLIS;

    Backoff(Duration patience) {
        this.end = System.nanoTime() + patience.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() >= end;
    }

    void pause() throws IOException {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(bound) + 1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            IOException interrupted = new InterruptedIOException("interrupted while waiting to push the registry");
            interrupted.initCause(e);
            throw interrupted;
        }
        bound = Math.min(LONGEST_MILLIS, bound * 2);
    }
}
