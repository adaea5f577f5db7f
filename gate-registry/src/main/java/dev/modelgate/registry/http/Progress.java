package dev.modelgate.registry.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** When a try began, and when a byte last moved. Safe for use by several threads. */
final class Progress {

    private final long began = System.nanoTime();
    private final AtomicLong moved = new AtomicLong(began);

    /** A byte moved. */
    void touch() {
        moved.set(System.nanoTime());
    }

    /** The time until the deadline passes if nothing moves; not positive once it has passed. */
    Duration left(Deadline deadline) {
        long now = System.nanoTime();
        Duration total = deadline.total().minusNanos(now - began);
        Duration idle = deadline.idle().minusNanos(now - moved.get());
        return total.compareTo(idle) < 0 ? total : idle;
    }

    /** True where the whole took too long, false where it stood still. */
    boolean isTotalOver(Deadline deadline) {
        return deadline.total().minusNanos(System.nanoTime() - began).isNegative();
    }
}
