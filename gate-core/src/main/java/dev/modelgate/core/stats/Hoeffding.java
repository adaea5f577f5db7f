package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * Bounds on a mean of differences in [-1, 1] that assume no distribution: what remains when all differences are
 * equal and every other interval has no width.
 *
 * <p>Hoeffding (1963), JASA 58:13: {@code P(mean of sample - true mean >= t) <= exp(-n t^2 / 2)}.
 */
public final class Hoeffding {

    private Hoeffding() {}

    /**
     * The one-sided lower bound {@code mean - sqrt(2 ln(1/alpha) / n)}, not clipped. Empty at n = 0.
     *
     * @param mean observed, in [-1, 1]
     * @param n independent differences
     * @param alpha one-sided, in (0, 1)
     */
    public static Optional<Double> lowerBound(double mean, long n, double alpha) {
        check(mean, n);
        Require.level("alpha", alpha);
        return n == 0 ? Optional.empty() : Optional.of(mean - Math.sqrt(-2 * Math.log(alpha) / n));
    }

    /**
     * The p-value against a true mean of {@code mean0} or less: {@code exp(-n (mean - mean0)^2 / 2)}, and 1 where
     * the observed mean is not above it or n = 0.
     */
    public static double pUpper(double mean, long n, double mean0) {
        check(mean, n);
        double above = Math.max(0, mean - mean0);
        return Math.exp(-n * above * above / 2);
    }

    private static void check(double mean, long n) {
        if (!(mean >= -1 && mean <= 1)) {
            throw new IllegalArgumentException("mean is " + mean + ", but differences of scores lie in [-1, 1]");
        }
        Require.count("n", n);
    }
}
