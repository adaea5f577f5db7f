package dev.modelgate.core.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal, from its accurate tail: survival probabilities keep their digits down to 1e-300. */
final class StandardNormal {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private StandardNormal() {}

    /** {@code 1 - Phi(z)}. */
    static double survival(double z) {
        return NORMAL.survivalProbability(z);
    }

    /** {@code Phi(z)}. */
    static double cumulative(double z) {
        return NORMAL.cumulativeProbability(z);
    }

    /** The z with {@code 1 - Phi(z) = tail}; positive infinity at 0. */
    static double upperQuantile(double tail) {
        return NORMAL.inverseSurvivalProbability(tail);
    }
}
