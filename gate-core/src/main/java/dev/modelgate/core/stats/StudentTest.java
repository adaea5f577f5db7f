package dev.modelgate.core.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One-sided tests of a mean by Student's t: Student (1908), Biometrika 6:1.
 *
 * @param mean observed
 * @param standardError above 0, in the units of the mean
 * @param degreesOfFreedom n - 1, or clusters - 1
 */
public record StudentTest(double mean, double standardError, int degreesOfFreedom) {

    public StudentTest {
        Require.finite("mean", mean);
        Require.positive("df", degreesOfFreedom);
        if (!(standardError > 0)) {
            throw new IllegalArgumentException("standard error is " + standardError
                    + ", but without spread there is no t-test; use a bound that assumes no distribution");
        }
    }

    /** The p-value against a true mean of {@code limit} or less. */
    public double pAbove(double limit) {
        return TDistribution.of(degreesOfFreedom).survivalProbability((mean - limit) / standardError);
    }

    /** The p-value against a true mean of {@code limit} or more. */
    public double pBelow(double limit) {
        return TDistribution.of(degreesOfFreedom).cumulativeProbability((mean - limit) / standardError);
    }
}
