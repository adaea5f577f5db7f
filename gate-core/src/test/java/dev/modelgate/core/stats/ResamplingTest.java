package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Intervals by resampling, against figures from a separate computation of the same stream of random numbers. */
class ResamplingTest {

    private static final Sample SKEWED = Sample.of(0.9, 0, 0, -0.1, 0.05, 0, 0, -0.05, 0.4, 0, 0.02, -0.3);
    private static final Sample EIGHT = Sample.of(0.9, 0, 0, -0.1, 0.05, 0, 0, -0.05);
    private static final Confidence NINETY = new Confidence(0.9);

    @Test
    void bias_and_skewness_shift_the_corrected_interval_and_not_the_plain_one() {
        PairedBootstrap.Result result = PairedBootstrap.interval(SKEWED, new ResamplePlan(7, 400), NINETY)
                .orElseThrow();

        assertThat(result.mean()).isCloseTo(0.92 / 12, within(1e-15));
        assertThat(result.firstIndices()).containsExactly(4, 0, 10, 6, 5);
        assertThat(result.percentile().lower()).isCloseTo(-0.04, within(1e-12));
        assertThat(result.percentile().upper()).isCloseTo(0.21425, within(1e-12));
        // z0 = 0.144634, a = 0.087441 (jackknife)
        assertThat(result.bca().lower()).isCloseTo(-0.015, within(1e-9));
        assertThat(result.bca().upper()).isCloseTo(0.24637056476014635, within(1e-9));
    }

    @Test
    void replicates_all_on_one_side_leave_only_their_outermost() {
        // The means of both replicates are 0.075 and 0.09375 by seed 7, 0.10625 and 0.2125 by seed 10; the mean is 0.1.
        assertThat(two(7)).isEqualTo(new Interval(0.09375, 0.09375));
        assertThat(two(10)).isEqualTo(new Interval(0.10625, 0.10625));
    }

    @Test
    void sums_of_decimals_are_exact_in_their_smallest_unit() {
        ExactSums sums = new ExactSums(Sample.of(0.1, 0.25));

        assertThat(sums.total()).isEqualTo(35);
        assertThat(sums.sum(new int[] {1, 1})).isEqualTo(50);
        assertThat(sums.mean(BigInteger.valueOf(50))).isEqualTo(0.25);
    }

    @Test
    void sums_beyond_a_long_are_exact_as_well() {
        ExactSums sums = new ExactSums(Sample.of(9e18, 1));

        assertThat(sums.sum(new int[] {0, 0})).isEqualTo(new BigInteger("18000000000000000000"));
        assertThat(sums.sum(new int[] {1, 0})).isEqualTo(new BigInteger("9000000000000000001"));
        assertThat(new ExactSums(Sample.of(1e-300, 1)).sum(new int[] {1, 0}))
                .isEqualTo(BigInteger.TEN.pow(300).add(BigInteger.ONE));
    }

    @Test
    void quantiles_lie_between_neighbours_in_proportion() {
        double[] ascending = {1, 2, 4};

        assertThat(Type7Quantile.of(ascending, 0.25)).isEqualTo(1.5);
        assertThat(Type7Quantile.of(ascending, 0.75)).isEqualTo(3);
        assertThat(Type7Quantile.of(ascending, 0.5)).isEqualTo(2);
        assertThat(Type7Quantile.of(ascending, 1)).isEqualTo(4);
        assertThat(Type7Quantile.of(ascending, 0)).isEqualTo(1);
        assertThat(Type7Quantile.median(new double[] {1, 2, 4, 8})).isEqualTo(3);
    }

    private static Interval two(long seed) {
        return PairedBootstrap.interval(EIGHT, new ResamplePlan(seed, 2), NINETY)
                .orElseThrow()
                .bca();
    }
}
