package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * The ratio of two medians, candidate over baseline, for latencies.
 *
 * <p>Bonett and Price (2020), Journal of Educational and Behavioral Statistics 45:750; Price and Bonett (2002). With
 * {@code o = max(1, round(n/2 - sqrt n))} and {@code z0 = Phi^-1(1 - P(Bin(n, 1/2) <= o - 1))}, the standard error of
 * a log median is {@code (ln y_(n-o+1) - ln y_(o)) / 2 z0}. Limits are {@code exp(ln ratio -/+ z se)}.
 */
public enum MedianRatio {
    /** Different requests in both arms. */
    UNPAIRED {
        @Override
        double covariance(PositiveSample candidate, PositiveSample baseline) {
            return 0;
        }
    },
    /** The same requests in both arms, in the same order: {@code 2 (4 p00 - 1) se1 se2} is subtracted. */
    PAIRED {
        @Override
        double covariance(PositiveSample candidate, PositiveSample baseline) {
            Require.sameLength("candidate", candidate.size(), "baseline", baseline.size());
            int n = candidate.size();
            double divisor = n % 2 == 0 ? n + 1.0 : n;
            double bothBelow = (candidate.countBothBelowMedian(baseline) + 0.25) / divisor;
            return 4 * bothBelow - 1;
        }
    };

    /**
     * A ratio of medians with its interval.
     *
     * @param candidateMedian in the unit of the values
     * @param baselineMedian in the unit of the values
     * @param ratio with interval, without unit; limits 0 and infinity where a time-out reaches into an error
     */
    public record Result(double candidateMedian, double baselineMedian, Estimate ratio) {}

    /** Twice this times both errors is what pairing takes off the variance. */
    abstract double covariance(PositiveSample candidate, PositiveSample baseline);

    /**
     * The ratio and its interval. Empty where an arm has fewer than two values or a median that timed out.
     *
     * @throws IllegalArgumentException if paired arms differ in length
     */
    public Optional<Result> interval(PositiveSample candidate, PositiveSample baseline, Confidence confidence) {
        double correlation = covariance(candidate, baseline);
        if (!candidate.hasLogError() || !baseline.hasLogError()) {
            return Optional.empty();
        }
        double ratio = candidate.median() / baseline.median();
        double error = joined(candidate.logError(), baseline.logError(), correlation);
        double half = confidence.z() * error;
        double lower = Math.exp(Math.log(ratio) - half);
        double upper = Math.exp(Math.log(ratio) + half);
        return Optional.of(new Result(
                candidate.median(),
                baseline.median(),
                Estimate.of(ratio, Math.min(lower, ratio), Math.max(upper, ratio))));
    }

    private static double joined(double first, double second, double correlation) {
        if (Double.isInfinite(first) || Double.isInfinite(second)) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.sqrt(Math.max(0, first * first + second * second - 2 * correlation * first * second));
    }
}
