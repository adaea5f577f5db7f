package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The small values the methods are made of. */
class ValuesTest {

    @Test
    void confidence_leaves_exact_decimal_tails() {
        assertThat(new Confidence(0.9).tail()).isEqualTo(0.05);
        assertThat(new Confidence(0.999999).tail()).isEqualTo(5e-7);
        assertThat(Confidence.ofOneSided(0.05).level()).isEqualTo(0.9);
        assertThat(new Confidence(0.95).z()).isCloseTo(1.959963984540054, within(1e-14));
    }

    @Test
    void interval_is_refused_when_its_ends_are_exchanged_or_not_numbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(2, 1))
                .withMessageContaining("interval is [2.0, 1.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1));
    }

    @Test
    void interval_knows_its_width_its_mirror_and_its_hull() {
        Interval interval = new Interval(-1, 3);

        assertThat(interval.width()).isEqualTo(4);
        assertThat(interval.negated()).isEqualTo(new Interval(-3, 1));
        assertThat(interval.hull(new Interval(2, 5))).isEqualTo(new Interval(-1, 5));
        assertThat(interval.contains(-1)).isTrue();
        assertThat(interval.contains(3)).isTrue();
        assertThat(interval.contains(3.1)).isFalse();
        assertThat(interval.contains(-1.1)).isFalse();
    }

    @Test
    void sample_sums_decimals_exactly_and_does_not_change_with_its_array() {
        double[] values = {0.1, 0.2, -0.3};
        Sample sample = Sample.of(values);
        values[0] = 5;

        assertThat(sample.sum()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(sample.mean()).isZero();
        assertThat(Sample.of(1, -1, 2_000_000).sum()).isEqualByComparingTo(BigDecimal.valueOf(2_000_000));
        assertThat(Sample.of(0.1, 0.1, 0.1).allEqual()).isTrue();
        assertThat(sample.allEqual()).isFalse();
        assertThat(Sample.of().mean()).isNaN();
        assertThat(sample.meanSquare()).isCloseTo(0.14 / 3, within(1e-15));
    }

    @Test
    void sample_is_refused_when_a_value_is_no_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.of(0, Double.NaN))
                .withMessageContaining("a value is NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.of(List.of(Double.NEGATIVE_INFINITY)));
    }

    @Test
    void sample_of_paired_counts_has_a_difference_a_case() {
        Sample sample = Sample.of(new PairedCounts(2, 1, 5));

        assertThat(sample.size()).isEqualTo(5);
        assertThat(sample.sum()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(sample.meanSquare()).isEqualTo(0.6);
    }

    @Test
    void bounds_are_refused_when_no_pairing_has_them() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrechetBounds(10, 0, 3, 2))
                .withMessageContaining("least won is 3");
        assertThatIllegalArgumentException().isThrownBy(() -> new FrechetBounds(10, 2, 1, 3));
    }

    @Test
    void t_test_is_refused_when_there_is_no_spread() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudentTest(0.1, 0, 5))
                .withMessageContaining("standard error is 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new StudentTest(0.1, 1, 0));
    }

    @Test
    void null_of_psi_is_refused_when_its_scale_is_not_positive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PsiNull(0, 3));
        assertThat(new PsiNull(0.1, 3).exceeding(0)).isEqualTo(1);
        assertThat(new PsiNull(0.1, 0).exceeding(0)).isEqualTo(1);
    }

    @Test
    void psi_is_read_by_the_customary_limits() {
        assertThat(PsiLevel.of(0.0999)).isEqualTo(PsiLevel.STABLE);
        assertThat(PsiLevel.of(0.1)).isEqualTo(PsiLevel.MODERATE);
        assertThat(PsiLevel.of(0.25)).isEqualTo(PsiLevel.MAJOR);
        assertThat(PsiLevel.MAJOR.word()).isEqualTo("major");
    }

    @Test
    void value_on_an_edge_belongs_to_the_bin_below_it_also_where_binary_rounding_says_otherwise() {
        Column reference = Column.of(0.1, 0.4);
        PsiNumeric psi = PsiNumeric.between(reference, Column.of(0.2, 0.3, 0.30000000000000004), 3, 0.5)
                .orElseThrow();

        assertThat(psi.edges()).containsExactly(0.2, 0.3);
        assertThat(psi.currentCounts()).containsExactly(1L, 1L, 1L);
    }

    @Test
    void missing_values_form_the_last_bin() {
        Column reference = Column.of(List.of(OptionalDouble.of(1), OptionalDouble.empty(), OptionalDouble.of(2)));

        PsiNumeric psi = PsiNumeric.between(reference, Column.of(1, 1), 2, 0.5).orElseThrow();

        assertThat(psi.referenceCounts()).containsExactly(1L, 1L, 1L);
        assertThat(psi.currentCounts()).containsExactly(2L, 0L, 0L);
    }

    @Test
    void median_ratio_survives_time_outs_above_the_middle() {
        PositiveSample slow = PositiveSample.of(1, 2, 3, 4, 5, Double.POSITIVE_INFINITY);
        PositiveSample same = PositiveSample.of(1, 2, 3, 4, 5, 6);

        MedianRatio.Result paired =
                MedianRatio.PAIRED.interval(slow, same, new Confidence(0.9)).orElseThrow();

        assertThat(paired.candidateMedian()).isEqualTo(3.5);
        assertThat(paired.ratio().value()).isEqualTo(1);
        assertThat(paired.ratio().interval()).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
    }

    @Test
    void median_ratio_of_equal_arms_is_one_and_pairing_narrows_it() {
        PositiveSample arm = PositiveSample.of(5, 1, 4, 2, 3, 9, 7, 8, 6, 10, 12, 11);
        Confidence level = new Confidence(0.9);

        Interval unpaired = MedianRatio.UNPAIRED
                .interval(arm, arm, level)
                .orElseThrow()
                .ratio()
                .interval();
        Interval paired = MedianRatio.PAIRED
                .interval(arm, arm, level)
                .orElseThrow()
                .ratio()
                .interval();

        assertThat(unpaired.lower() * unpaired.upper()).isCloseTo(1, within(1e-12));
        assertThat(paired.width()).isLessThan(unpaired.width() / 2);
        assertThat(paired.contains(1)).isTrue();
    }

    @Test
    void root_is_found_where_the_function_is_infinite_at_both_ends() {
        assertThat(Root.ofFalling(x -> 1 / x - 1 / (1 - x), 0, 1)).isCloseTo(0.5, within(1e-15));
        assertThat(Root.ofFalling(x -> -x, 1, 2)).isEqualTo(1);
        assertThat(Root.ofFalling(x -> 3 - x, 1, 2)).isEqualTo(2);
        assertThat(Root.ofFalling(x -> 1e-9 - x, -1, 1)).isCloseTo(1e-9, within(1e-17));
    }
}
