package dev.modelgate.core.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Upper quantiles, by the probability that lies above them. */
final class UpperQuantile {

    private UpperQuantile() {}

    /** The t with {@code P(T_df > t) = tail}. */
    static double studentT(double degreesOfFreedom, double tail) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(tail);
    }

    /** The x with {@code P(chi-squared_df > x) = tail}. */
    static double chiSquared(double degreesOfFreedom, double tail) {
        return ChiSquaredDistribution.of(degreesOfFreedom).inverseSurvivalProbability(tail);
    }
}
