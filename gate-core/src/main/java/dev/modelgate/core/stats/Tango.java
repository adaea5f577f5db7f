package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The score test of a difference of paired proportions, and the interval that inverts it. Non-inferiority is decided
 * by it: the test at {@code -delta} rejects exactly when the lower limit is above {@code -delta}.
 *
 * <p>Tango (1998), Statistics in Medicine 17:891. With A = 2n, B = -b - c + (2n - b + c) D, C = -c D (1 - D) and
 * q = (sqrt(B^2 - 4AC) - B) / 2A, the statistic is T(D) = (b - c - nD) / sqrt(n (2q + D (1 - D))).
 */
public final class Tango {

    private Tango() {}

    /**
     * Tests that the true difference is at most {@code delta0}; {@code pUpper} is the non-inferiority p-value at a
     * margin of {@code -delta0}.
     *
     * <p>z may be infinite; 0/0 gives z = 0. Empty at n = 0.
     *
     * @throws IllegalArgumentException unless {@code delta0} lies in [-1, 1]
     */
    public static Optional<ScoreTest> test(PairedCounts counts, double delta0) {
        if (!(delta0 >= -1 && delta0 <= 1)) {
            throw new IllegalArgumentException(
                    "delta0 is " + delta0 + ", but a difference of shares must lie in [-1, 1]");
        }
        if (counts.n() == 0) {
            return Optional.empty();
        }
        return Optional.of(ScoreTest.ofZ(statistic(counts, delta0, exactNumerator(counts, delta0))));
    }

    /**
     * The interval of candidate minus baseline, a share in [-1, 1]: T(lower) = z, T(upper) = -z.
     *
     * <p>Without discordant cases {@code -/+ z^2 / (n + z^2)}; upper 1 if b = n, lower -1 if c = n. Empty at n = 0.
     */
    public static Optional<Estimate> interval(PairedCounts counts, Confidence confidence) {
        if (counts.n() == 0) {
            return Optional.empty();
        }
        double z = confidence.z();
        return Optional.of(Estimate.of(counts.delta(), -upper(counts.swapped(), z), upper(counts, z)));
    }

    private static double upper(PairedCounts counts, double z) {
        if (counts.b() == counts.n()) {
            return 1;
        }
        if (counts.discordant() == 0) {
            return z * z / (counts.n() + z * z);
        }
        return Root.ofFalling(delta -> statistic(counts, delta) + z, counts.delta(), 1);
    }

    private static double statistic(PairedCounts counts, double delta) {
        return statistic(counts, delta, counts.b() - counts.c() - counts.n() * delta);
    }

    /** Negative differences are mirrored: with D at least 0 no term below cancels another. */
    private static double statistic(PairedCounts counts, double delta, double numerator) {
        return delta < 0
                ? -Standardised.of(-numerator, variance(counts.swapped(), -delta))
                : Standardised.of(numerator, variance(counts, delta));
    }

    private static double variance(PairedCounts counts, double delta) {
        double n = counts.n();
        double linear = (2 * n - counts.b() + counts.c()) * delta - counts.discordant();
        double constant = -counts.c() * delta * (1 - delta);
        double root = Math.sqrt(linear * linear - 8 * n * constant);
        double q = linear > 0 ? -2 * constant / (root + linear) : (root - linear) / (4 * n);
        return n * (2 * q + delta * (1 - delta));
    }

    /** {@code b - c - n D} in decimals: at the margin itself it must be 0 and not 1e-16. */
    private static double exactNumerator(PairedCounts counts, double delta) {
        return BigDecimal.valueOf(counts.b() - counts.c())
                .subtract(BigDecimal.valueOf(delta).multiply(BigDecimal.valueOf(counts.n())))
                .doubleValue();
    }
}
