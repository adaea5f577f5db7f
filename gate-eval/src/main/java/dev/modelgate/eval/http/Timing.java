package dev.modelgate.eval.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Time and chance, as the runtime sees them. */
interface Timing {

    /** Nanoseconds from some origin, always onwards. */
    long nanos();

    /** The time of day, for servers that name one. */
    Instant now();

    void sleep(Duration duration) throws InterruptedException;

    /** Evenly in [0, 1). */
    double chance();

    /** The machine's. */
    static Timing of(Clock clock) {
        return new Timing() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
            }

            @Override
            public double chance() {
                return ThreadLocalRandom.current().nextDouble();
            }
        };
    }
}
