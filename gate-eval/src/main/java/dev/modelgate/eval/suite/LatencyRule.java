package dev.modelgate.eval.suite;

import java.time.Duration;

/**
 * The candidate's median may be so much above the previous model's. A difference below the floor is none, whatever its
 * share: a fifth of a tenth of a millisecond is noise.
 *
 * @param ratio 0.2 allows a fifth more
 */
record LatencyRule(double ratio, Duration floor) {

    static final LatencyRule DEFAULT = new LatencyRule(0.2, Duration.ofMillis(1));

    boolean holds(Latencies measured) {
        long mine = Latencies.quantile(measured.candidate(), 0.5);
        long theirs = Latencies.quantile(measured.previous(), 0.5);
        return mine <= theirs * (1 + ratio) || mine - theirs <= floor.toNanos();
    }
}
