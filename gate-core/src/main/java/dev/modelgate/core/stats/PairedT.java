package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * The mean of paired differences with Student's interval.
 *
 * <p>Student (1908), Biometrika 6:1; for evaluations Miller (2024), arXiv:2411.00640. Mean -/+ t_(n-1) s / sqrt(n).
 */
public final class PairedT {

    private PairedT() {}

    /**
     * A mean and its precision, in the units of the differences.
     *
     * @param mean of the differences
     * @param standardError 0 exactly where all differences are equal
     * @param interval of the mean
     * @param degenerate true where all differences are equal: the zero width is then no evidence
     */
    public record Result(double mean, double standardError, Interval interval, boolean degenerate) {}

    /** The interval of the mean difference. Empty below two differences. */
    public static Optional<Result> interval(Sample differences, Confidence confidence) {
        int n = differences.size();
        if (n < 2) {
            return Optional.empty();
        }
        double mean = differences.mean();
        double error = standardError(differences);
        double half = error * UpperQuantile.studentT(n - 1.0, confidence.tail());
        return Optional.of(new Result(mean, error, new Interval(mean - half, mean + half), differences.allEqual()));
    }

    /** {@code sqrt(sum of squared deviations / (n - 1) / n)}; needs two values. */
    static double standardError(Sample sample) {
        double n = sample.size();
        return Math.sqrt(sample.squaredDeviations() / (n - 1) / n);
    }
}
