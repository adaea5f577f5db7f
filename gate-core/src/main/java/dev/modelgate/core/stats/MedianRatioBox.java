package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * A guaranteed interval for a ratio of medians: a binomial order-statistic interval for each, at half the error.
 *
 * <p>Thompson (1936), Annals of Mathematical Statistics 7:122; Conover (1999). The ratio then lies in the box
 * {@code [Lc/Ub, Uc/Lb]}. Also right with ties, where {@link MedianRatio} may see no spread.
 *
 * @param candidateRank l: the interval runs from the l-th smallest to the l-th largest value; 0 if too few
 * @param baselineRank likewise
 * @param interval of the ratio, [0, infinity] if a rank is 0
 */
public record MedianRatioBox(int candidateRank, int baselineRank, Interval interval) {

    /** (1 - conf)/4 and dyadic sums can be equal; rounding must not decide then. */
    private static final double SLACK = 1 + 1e-12;

    /** The box at a two-sided level. Empty where an arm has no values. */
    public static Optional<MedianRatioBox> of(
            PositiveSample candidate, PositiveSample baseline, Confidence confidence) {
        if (candidate.size() == 0 || baseline.size() == 0) {
            return Optional.empty();
        }
        int candidateRank = rank(candidate.size(), confidence.tail() / 2);
        int baselineRank = rank(baseline.size(), confidence.tail() / 2);
        double lower = lower(candidate, candidateRank) / upper(baseline, baselineRank);
        double upper = upper(candidate, candidateRank) / lower(baseline, baselineRank);
        return Optional.of(new MedianRatioBox(
                candidateRank, baselineRank, new Interval(known(lower, 0), known(upper, Double.POSITIVE_INFINITY))));
    }

    /** The largest k with {@code P(Bin(n, 1/2) <= k - 1) <= tail}; 0 if none. */
    private static int rank(int n, double tail) {
        HalfBinomial signs = new HalfBinomial(n);
        int low = 0;
        int high = n / 2 + 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (signs.atMost(middle - 1) <= tail * SLACK) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double lower(PositiveSample sample, int rank) {
        return rank == 0 ? 0 : sample.ranked(rank);
    }

    private static double upper(PositiveSample sample, int rank) {
        return rank == 0 ? Double.POSITIVE_INFINITY : sample.ranked(sample.size() + 1 - rank);
    }

    /** Infinity over infinity says nothing, so the limit says nothing. */
    private static double known(double limit, double otherwise) {
        return Double.isNaN(limit) ? otherwise : limit;
    }
}
