package dev.modelgate.architecture.planted.core.evidence;

import java.time.Instant;

/** Planted: a clock in the core. */
final class ReadsTheClock {
    static Instant violation() {
        return Instant.now();
    }

    private ReadsTheClock() {}
}
