package dev.modelgate.core.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Upper quantiles to full accuracy: the library's solver stops at about nine digits, Newton steps add the rest. */
final class UpperQuantile {

    private static final int MOST_STEPS = 8;

    private UpperQuantile() {}

    /** The t with {@code P(T_df > t) = tail}. */
    static double studentT(double degreesOfFreedom, double tail) {
        return polished(TDistribution.of(degreesOfFreedom), tail);
    }

    /** The x with {@code P(chi-squared_df > x) = tail}. */
    static double chiSquared(double degreesOfFreedom, double tail) {
        return polished(ChiSquaredDistribution.of(degreesOfFreedom), tail);
    }

    private static double polished(ContinuousDistribution distribution, double tail) {
        double x = distribution.inverseSurvivalProbability(tail);
        for (int step = 0; step < MOST_STEPS; step++) {
            double change = (distribution.survivalProbability(x) - tail) / distribution.density(x);
            if (!Double.isFinite(change)) {
                return x;
            }
            x += change;
            if (Math.abs(change) <= 1e-15 * Math.abs(x)) {
                return x;
            }
        }
        return x;
    }
}
