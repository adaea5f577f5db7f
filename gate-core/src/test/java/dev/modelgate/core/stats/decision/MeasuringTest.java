package dev.modelgate.core.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.ClopperPearson;
import dev.modelgate.core.stats.FarringtonManning;
import dev.modelgate.core.stats.FrechetBounds;
import dev.modelgate.core.stats.Hoeffding;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.ResamplePlan;
import dev.modelgate.core.stats.Sample;
import dev.modelgate.core.stats.Tango;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Which figures each test reports, against the methods it is made of, at the edges of its use. */
class MeasuringTest {

    private static final double TWO_POINTS = 0.02;

    private static Measured measured(BucketData data) {
        return Measuring.of(data, TWO_POINTS, TestPlan.DEFAULT);
    }

    private static Sample constant(int n, double value) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return Sample.of(values);
    }

    private static Sample alternating(int n, double first, double second) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % 2 == 0 ? first : second;
        }
        return Sample.of(values);
    }

    @Test
    void a_bucket_is_shown_within_the_tolerance_also_at_a_p_value_of_just_alpha() {
        Interval any = new Interval(-1, 1);

        assertThat(Measured.tested(Method.PAIRED_T, any, 0.05, 1, 0.05).nonInferior())
                .isTrue();
        assertThat(Measured.tested(Method.PAIRED_T, any, Math.nextUp(0.05), 1, 0.05)
                        .nonInferior())
                .isFalse();
    }

    @Test
    void ten_graded_cases_are_resampled_and_thirty_are_tested() {
        assertThat(measured(BucketData.Graded.of(alternating(9, 0.1, -0.1))).method())
                .isEqualTo(Method.NONE);
        Measured ten = measured(BucketData.Graded.of(alternating(10, 0.1, -0.1)));
        assertThat(ten.method()).isEqualTo(Method.BCA);
        assertThat(ten.notes()).containsExactly("below 30 graded cases harm is not tested");
        assertThat(measured(BucketData.Graded.of(alternating(30, 0.1, -0.1))).method())
                .isEqualTo(Method.PAIRED_T);
    }

    @Test
    void equal_graded_cases_are_bounded_and_below_thirty_harm_nobody() {
        Measured few = measured(BucketData.Graded.of(constant(29, -0.5)));
        Measured enough = measured(BucketData.Graded.of(constant(30, -0.5)));
        double reach = Math.sqrt(2 * Math.log(20) / 30);

        assertThat(few.pHarm()).isEmpty();
        assertThat(enough.pHarm().orElseThrow()).isCloseTo(Math.exp(-30 * 0.25 / 2), within(1e-15));
        assertThat(enough.pNonInferior()).hasValue(1);
        assertThat(enough.interval().orElseThrow().lower()).isCloseTo(-0.5 - reach, within(1e-12));
        assertThat(enough.interval().orElseThrow().upper()).isCloseTo(-0.5 + reach, within(1e-12));
    }

    @Test
    void a_bound_never_leaves_what_a_difference_can_be() {
        assertThat(measured(BucketData.Graded.of(constant(30, -0.9)))
                        .interval()
                        .orElseThrow()
                        .lower())
                .isEqualTo(-1);
        assertThat(measured(BucketData.Graded.of(constant(30, 0.9)))
                        .interval()
                        .orElseThrow()
                        .upper())
                .isEqualTo(1);
    }

    @Test
    void a_gain_common_to_all_is_proven_by_its_distance_from_the_tolerance() {
        Measured gained = measured(BucketData.Graded.of(constant(40, 0.5)));

        assertThat(gained.pNonInferior().orElseThrow()).isCloseTo(Math.exp(-40 * 0.52 * 0.52 / 2), within(1e-12));
        assertThat(gained.nonInferior()).isTrue();
        assertThat(gained.pHarm()).hasValue(1);
    }

    @Test
    void totals_report_the_worse_of_both_pairings() {
        FrechetBounds bounds = FrechetBounds.of(1000, 900, 880);
        Measured lost = measured(new BucketData.PairingLost(bounds));
        Measured fewest = measured(new BucketData.Paired(bounds.fewestDiscordant()));
        Measured most = measured(new BucketData.Paired(bounds.mostDiscordant()));

        assertThat(lost.pNonInferior().orElseThrow())
                .isEqualTo(Math.max(
                        fewest.pNonInferior().orElseThrow(), most.pNonInferior().orElseThrow()));
        assertThat(lost.pHarm().orElseThrow())
                .isEqualTo(Math.max(fewest.pHarm().orElseThrow(), most.pHarm().orElseThrow()));
        assertThat(lost.interval())
                .contains(fewest.interval().orElseThrow().hull(most.interval().orElseThrow()));
        assertThat(lost.notes()).isEmpty();
    }

    @Test
    void different_cases_report_the_p_values_of_both_nulls() {
        Proportion candidate = new Proportion(455, 500);
        Proportion baseline = new Proportion(180, 200);
        Measured measured = measured(new BucketData.DifferentCases(candidate, baseline));

        assertThat(measured.pNonInferior().orElseThrow())
                .isEqualTo(FarringtonManning.test(candidate, baseline, TWO_POINTS)
                        .orElseThrow()
                        .pUpper());
        assertThat(measured.pHarm().orElseThrow())
                .isEqualTo(FarringtonManning.test(candidate, baseline, 0)
                        .orElseThrow()
                        .pLower());
        assertThat(measured.clusters()).isEmpty();
    }

    @Test
    void as_few_clusters_as_the_plan_allows_are_tested() {
        TestPlan two =
                new TestPlan(0.05, 0.8, McNemar.MID_P, new ResamplePlan(0, 100), 2, false, OptionalDouble.empty());
        BucketData pair = BucketData.Clustered.of(Sample.of(0.1, 0.2, -0.1), List.of("a", "b", "b"));
        BucketData one = BucketData.Clustered.of(Sample.of(0.1, 0.2), List.of("a", "a"));

        assertThat(Measuring.of(pair, TWO_POINTS, two).method()).isEqualTo(Method.CLUSTER_T);
        assertThat(Measuring.of(one, TWO_POINTS, two).notes())
                .containsExactly("1 clusters are too few to judge by; at least 2 are required");
        assertThatCode(() -> two.withAlpha(0.01)).doesNotThrowAnyException();
    }

    @Test
    void clusters_that_lost_alike_are_bounded_as_so_many_cases() {
        List<String> ten = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        Measured lost = measured(BucketData.Clustered.of(constant(10, -0.25), ten));
        Measured gained = measured(BucketData.Clustered.of(constant(10, 0.25), ten));

        assertThat(lost.method()).isEqualTo(Method.CLUSTER_HOEFFDING);
        assertThat(lost.pHarm().orElseThrow()).isEqualTo(Hoeffding.pUpper(0.25, 10, 0));
        assertThat(gained.method()).isEqualTo(Method.CLUSTER_TANGO);
        assertThat(gained.pHarm()).hasValue(1);
        assertThat(gained.pNonInferior().orElseThrow())
                .isEqualTo(Tango.test(new PairedCounts(0, 0, 10), -TWO_POINTS)
                        .orElseThrow()
                        .pUpper());
        assertThat(gained.interval().orElseThrow().contains(0.25)).isTrue();
    }

    @Test
    void the_guard_asks_only_where_nothing_was_won() {
        TestPlan guarded =
                new TestPlan(0.05, 0.8, McNemar.MID_P, new ResamplePlan(0, 100), 10, true, OptionalDouble.empty());
        double limit = ClopperPearson.upper(new Proportion(0, 200), 0.05).orElseThrow();

        assertThat(Measuring.of(BucketData.Paired.of(0, 0, 200), limit, guarded).nonInferior())
                .isTrue();
        assertThat(Measuring.of(BucketData.Paired.of(0, 0, 140), TWO_POINTS, guarded)
                        .nonInferior())
                .isFalse();
        assertThat(measured(BucketData.Paired.of(0, 0, 140)).nonInferior()).isTrue();
    }

    @Test
    void the_words_of_a_verdict_name_the_method() {
        assertThat(Arrays.stream(Method.values()).map(Method::label))
                .containsExactly(
                        "tango+mcnemar_midp",
                        "tango+mcnemar_exact",
                        "frechet+tango+mcnemar",
                        "farrington_manning",
                        "paired_t",
                        "bca",
                        "hoeffding",
                        "cluster_cr1_t",
                        "tango_by_cluster",
                        "hoeffding_by_cluster",
                        "none");
    }

    @Test
    void data_tell_their_cases_and_their_change() {
        BucketData different = new BucketData.DifferentCases(new Proportion(3, 4), new Proportion(1, 2));

        assertThat(different.cases()).isEqualTo(2);
        assertThat(different.delta()).contains(Fraction.of(1, 4));
        assertThat(new BucketData.PairingLost(FrechetBounds.of(10, 9, 8)).delta())
                .contains(Fraction.of(-1, 10));
        assertThat(BucketData.Paired.of(3, 1, 10).delta()).contains(Fraction.of(1, 5));
        assertThat(new BucketData.Missing().cases()).isZero();
        assertThat(new BucketData.Missing().delta()).isEmpty();
        assertThat(new BucketData.Uncounted(Fraction.ONE).cases()).isZero();
        assertThat(BucketData.Graded.of(Sample.of(1, -1)).cases()).isEqualTo(2);
        assertThat(BucketData.Clustered.of(Sample.of(), List.of()).delta()).isEmpty();
    }

    @Test
    void differences_may_be_whole_and_their_mean_as_rounded() {
        assertThatCode(() -> new BucketData.Graded(Sample.of(1.0 / 3, 1.0 / 3, -1), Optional.of(Fraction.of(-1, 9))))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BucketData.Graded(Sample.of(0.5), Optional.empty()))
                .withMessageContaining("1 differences and no change");
    }

    @Test
    void alpha_is_spent_by_the_square_of_the_attempt() {
        assertThat(AlphaSpending.forAttempt(0.05, 1)).isCloseTo(0.3 / (Math.PI * Math.PI), within(1e-15));
        assertThat(AlphaSpending.forAttempt(0.05, 3)).isCloseTo(0.3 / (9 * Math.PI * Math.PI), within(1e-15));
        for (double wrong : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AlphaSpending.forAttempt(wrong, 1))
                    .withMessageContaining("alpha is " + wrong);
        }
    }

    @Test
    void a_plan_wants_shares_and_at_least_two_clusters() {
        for (double wrong : new double[] {0, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TestPlan(
                            0.05, 0.8, McNemar.EXACT, new ResamplePlan(0, 10), 10, false, OptionalDouble.of(wrong)))
                    .withMessageContaining("discordance is " + wrong);
        }
    }
}
