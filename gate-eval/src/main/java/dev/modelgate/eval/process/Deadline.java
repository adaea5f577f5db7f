package dev.modelgate.eval.process;

import java.time.Duration;

/** A point in time that no wait passes. */
record Deadline(long nanos, Duration allowed) {

    static Deadline in(Duration allowed) {
        return new Deadline(System.nanoTime() + allowed.toNanos(), allowed);
    }

    /** What is left; never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    long millis() {
        return allowed.toMillis();
    }
}
