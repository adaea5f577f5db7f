package dev.modelgate.registry.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** How long somebody still waits for a lock, and what is said when that was in vain. */
final class Deadline {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Duration limit;
    private final Path file;
    private final long end;

    Deadline(Duration limit, Path file) {
        this.limit = limit;
        this.file = file;
        this.end = System.nanoTime() + limit.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * Waits a little.
     *
     * @throws IOException when the time is over
     */
    void pause() throws IOException {
        if (left().isZero()) {
            throw passed();
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    IOException passed() {
        return new IOException(
                "%s is held by another command for more than %d s, but must be free; see which one runs and try again"
                        .formatted(file, limit.toSeconds()));
    }

    IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        IOException interrupted = new InterruptedIOException("interrupted while waiting for " + file);
        interrupted.initCause(cause);
        return interrupted;
    }
}
