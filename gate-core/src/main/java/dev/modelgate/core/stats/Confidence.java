package dev.modelgate.core.stats;

import java.math.BigDecimal;

/**
 * A two-sided confidence level, such as 0.95. A one-sided bound at {@code alpha} is the limit of the two-sided
 * interval at {@code 1 - 2 alpha}.
 *
 * <p>The tail is computed in decimals, so that 0.9 leaves exactly 0.05 on each side and not the rounding error of a
 * binary subtraction.
 *
 * @param level strictly between 0 and 1
 */
public record Confidence(double level) {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    public Confidence {
        Require.level("conf", level);
    }

    /**
     * The level whose each limit is a one-sided bound at {@code alpha}.
     *
     * @throws IllegalArgumentException unless {@code 0 < alpha < 0.5}
     */
    public static Confidence ofOneSided(double alpha) {
        Require.level("alpha", alpha);
        if (alpha >= 0.5) {
            throw new IllegalArgumentException(
                    "alpha is " + alpha + ", but a one-sided error rate must be below 0.5; 0.05 is customary");
        }
        BigDecimal level = BigDecimal.ONE.subtract(TWO.multiply(BigDecimal.valueOf(alpha)));
        return new Confidence(level.doubleValue());
    }

    /** The probability left out on each side: {@code (1 - level) / 2}. */
    public double tail() {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(level)).divide(TWO).doubleValue();
    }

    /** The normal quantile that leaves {@link #tail()} above it; 1.96 at 0.95. */
    public double z() {
        return StandardNormal.upperQuantile(tail());
    }
}
