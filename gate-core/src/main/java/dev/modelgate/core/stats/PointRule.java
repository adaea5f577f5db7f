package dev.modelgate.core.stats;

import java.math.BigDecimal;

/**
 * The plain rule: the candidate may be at most the tolerance below the baseline, the limit included. No error
 * probability is controlled; it is exact instead, in decimals or integers, because 0.05 - 0.02 is not 0.03 in binary.
 */
public final class PointRule {

    private PointRule() {}

    /**
     * Whether {@code candidate >= baseline - tolerance}, all as shares.
     *
     * @throws IllegalArgumentException if one of them lies outside [0, 1]
     */
    public static boolean holds(BigDecimal baseline, BigDecimal candidate, BigDecimal tolerance) {
        requireShare("baseline", baseline);
        requireShare("candidate", candidate);
        requireShare("tolerance", tolerance);
        return candidate.compareTo(baseline.subtract(tolerance)) >= 0;
    }

    /**
     * Whether {@code (b - c) / n >= -tolerance}, as {@code b - c >= -tolerance n}; without cases nothing is exceeded,
     * and whoever asks must have refused n = 0 before.
     *
     * @throws IllegalArgumentException if the tolerance lies outside [0, 1]
     */
    public static boolean holds(PairedCounts counts, BigDecimal tolerance) {
        requireShare("tolerance", tolerance);
        BigDecimal allowed = tolerance.negate().multiply(BigDecimal.valueOf(counts.n()));
        return BigDecimal.valueOf(counts.b() - counts.c()).compareTo(allowed) >= 0;
    }

    private static void requireShare(String name, BigDecimal value) {
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", but it must lie in [0, 1]");
        }
    }
}
