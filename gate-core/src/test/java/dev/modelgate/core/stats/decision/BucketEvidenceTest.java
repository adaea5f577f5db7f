package dev.modelgate.core.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.FrechetBounds;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.ResamplePlan;
import dev.modelgate.core.stats.Sample;
import dev.modelgate.core.stats.Tango;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** One bucket alone, in mode noninferiority: which test serves it, and what it shows. */
class BucketEvidenceTest {

    private static final Fraction TWO_POINTS = Fraction.of(2, 100);

    private static BucketEvidence judge(BucketData data) {
        return judge(data, TestPlan.DEFAULT);
    }

    private static BucketEvidence judge(BucketData data, TestPlan plan) {
        GateRule rule = new GateRule(Mode.NONINFERIORITY, OnInconclusive.REFUSE, Optional.empty(), plan);
        return new Gate(rule)
                .judge(List.of(BucketQuestion.of("b", data, TWO_POINTS)))
                .buckets()
                .get(0);
    }

    private static double[] repeated(int times, double... pattern) {
        double[] values = new double[times * pattern.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pattern[i % pattern.length];
        }
        return values;
    }

    private static List<String> clusters(int cases, int clusters) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            labels.add("c" + i % clusters);
        }
        return labels;
    }

    @Test
    void paired_bucket_fails_when_below_tolerance_and_harm_is_shown() {
        BucketEvidence evidence = judge(BucketData.Paired.of(10, 60, 1000));

        assertThat(evidence.finding()).isEqualTo(Finding.FAIL);
        assertThat(evidence.method()).isEqualTo(Method.TANGO_MCNEMAR_MIDP);
        assertThat(evidence.pHarm().orElseThrow()).isCloseTo(2.3223026880488562e-10, within(1e-18));
        assertThat(evidence.delta()).contains(Fraction.of(-50, 1000));
    }

    @Test
    void paired_bucket_passes_when_all_133_cases_agree_and_stays_open_at_132() {
        assertThat(judge(BucketData.Paired.of(0, 0, 133)).finding()).isEqualTo(Finding.PASS);
        assertThat(judge(BucketData.Paired.of(0, 0, 132)).finding()).isEqualTo(Finding.INCONCLUSIVE);
    }

    @Test
    void paired_bucket_without_won_cases_needs_149_agreeing_cases_when_guarded() {
        TestPlan guarded =
                new TestPlan(0.05, 0.8, McNemar.EXACT, new ResamplePlan(0, 2000), 10, true, OptionalDouble.empty());

        assertThat(judge(BucketData.Paired.of(0, 0, 149), guarded).finding()).isEqualTo(Finding.PASS);
        BucketEvidence open = judge(BucketData.Paired.of(0, 0, 148), guarded);
        assertThat(open.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(open.notes()).singleElement().asString().contains("exact upper limit");
        assertThat(open.method()).isEqualTo(Method.TANGO_MCNEMAR_EXACT);
        assertThat(judge(BucketData.Paired.of(1, 0, 148), guarded).finding()).isEqualTo(Finding.PASS);
    }

    @Test
    void paired_bucket_needs_173_agreeing_cases_when_alpha_is_spent_on_attempts() {
        TestPlan first = TestPlan.DEFAULT.withAlpha(AlphaSpending.forAttempt(0.05, 1));

        assertThat(judge(BucketData.Paired.of(0, 0, 173), first).finding()).isEqualTo(Finding.PASS);
        assertThat(judge(BucketData.Paired.of(0, 0, 172), first).finding()).isEqualTo(Finding.INCONCLUSIVE);
    }

    @Test
    void bucket_has_no_data_when_it_has_no_cases() {
        for (BucketData data : List.of(
                BucketData.Paired.of(0, 0, 0),
                new BucketData.PairingLost(FrechetBounds.of(0, 0, 0)),
                new BucketData.DifferentCases(new Proportion(3, 5), new Proportion(0, 0)),
                BucketData.Graded.of(Sample.of()),
                BucketData.Clustered.of(Sample.of(), List.of()))) {
            BucketEvidence evidence = judge(data);

            assertThat(evidence.finding()).isEqualTo(Finding.NO_DATA);
            assertThat(evidence.pointFinding()).isEqualTo(Finding.NO_DATA);
            assertThat(evidence.detectable()).isEmpty();
            assertThat(evidence.notes()).containsExactly("there are no cases to compare");
        }
    }

    @Test
    void bucket_fails_when_the_candidate_lacks_it() {
        BucketEvidence evidence = judge(new BucketData.Missing());

        assertThat(evidence.finding()).isEqualTo(Finding.FAIL);
        assertThat(evidence.pointFinding()).isEqualTo(Finding.FAIL);
        assertThat(evidence.method()).isEqualTo(Method.NONE);
    }

    @Test
    void bucket_is_inconclusive_when_no_number_of_cases_is_given() {
        BucketEvidence evidence = judge(new BucketData.Uncounted(Fraction.of(1, 100)));

        assertThat(evidence.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(evidence.pointFinding()).isEqualTo(Finding.PASS);
        assertThat(evidence.notes()).singleElement().asString().contains("report n and correct");
    }

    @Test
    void totals_pass_when_every_pairing_shows_it_and_stay_open_when_it_depends() {
        BucketEvidence shown = judge(new BucketData.PairingLost(FrechetBounds.of(1000, 990, 985)));
        BucketEvidence depends = judge(new BucketData.PairingLost(FrechetBounds.of(1000, 900, 900)));

        assertThat(shown.finding()).isEqualTo(Finding.PASS);
        assertThat(shown.method()).isEqualTo(Method.FRECHET_TANGO_MCNEMAR);
        assertThat(shown.notes()).isEmpty();
        assertThat(shown.interval().orElseThrow().lower()).isCloseTo(-0.013845563776681613, within(1e-12));
        assertThat(depends.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(depends.notes()).singleElement().asString().contains("supply results per case");
    }

    @Test
    void totals_fail_only_when_harm_is_shown_under_the_worst_pairing() {
        assertThat(judge(new BucketData.PairingLost(FrechetBounds.of(1000, 900, 840)))
                        .finding())
                .isEqualTo(Finding.FAIL);
        BucketEvidence open = judge(new BucketData.PairingLost(FrechetBounds.of(1000, 600, 575)));
        assertThat(open.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(open.pHarm().orElseThrow())
                .isEqualTo(McNemar.MID_P.harm(FrechetBounds.of(1000, 600, 575).mostDiscordant()));
    }

    @Test
    void different_cases_are_judged_by_farrington_and_manning() {
        BucketEvidence better =
                judge(new BucketData.DifferentCases(new Proportion(4550, 5000), new Proportion(4500, 5000)));
        BucketEvidence worse =
                judge(new BucketData.DifferentCases(new Proportion(4300, 5000), new Proportion(4500, 5000)));

        assertThat(better.finding()).isEqualTo(Finding.PASS);
        assertThat(better.method()).isEqualTo(Method.FARRINGTON_MANNING);
        assertThat(better.interval().orElseThrow().contains(0.01)).isTrue();
        assertThat(worse.finding()).isEqualTo(Finding.FAIL);
        assertThat(worse.pHarm().orElseThrow()).isLessThan(1e-8);
    }

    @Test
    void graded_bucket_is_judged_by_t_from_30_cases_on_and_by_the_bootstrap_below() {
        BucketEvidence t = judge(BucketData.Graded.of(Sample.of(repeated(15, 0.01, -0.01))));
        BucketEvidence bca = judge(BucketData.Graded.of(Sample.of(repeated(14, 0.01, -0.01))));

        assertThat(t.method()).isEqualTo(Method.PAIRED_T);
        assertThat(t.finding()).isEqualTo(Finding.PASS);
        assertThat(bca.method()).isEqualTo(Method.BCA);
        assertThat(bca.finding()).isEqualTo(Finding.PASS);
        assertThat(bca.pNonInferior()).isEmpty();
    }

    @Test
    void graded_bucket_fails_by_t_but_not_by_the_bootstrap() {
        double[] losses = repeated(15, -0.5, -0.1);

        assertThat(judge(BucketData.Graded.of(Sample.of(losses))).finding()).isEqualTo(Finding.FAIL);
        BucketEvidence few = judge(BucketData.Graded.of(Sample.of(Arrays.copyOf(losses, 28))));
        assertThat(few.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(few.pHarm()).isEmpty();
        assertThat(few.pointFinding()).isEqualTo(Finding.FAIL);
    }

    @Test
    void graded_bucket_is_inconclusive_when_it_has_fewer_than_ten_cases() {
        BucketEvidence evidence = judge(BucketData.Graded.of(Sample.of(repeated(9, 0.3))));

        assertThat(evidence.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(evidence.method()).isEqualTo(Method.NONE);
        assertThat(evidence.detectable()).isPresent();
    }

    @Test
    void graded_bucket_never_passes_on_zero_width_but_by_a_bound_without_distribution() {
        BucketEvidence few = judge(BucketData.Graded.of(Sample.of(repeated(40, 0.0))));
        BucketEvidence many = judge(BucketData.Graded.of(Sample.of(repeated(15_000, 0.0))));
        BucketEvidence lost = judge(BucketData.Graded.of(Sample.of(repeated(40, -1.0))));
        BucketEvidence lostFew = judge(BucketData.Graded.of(Sample.of(repeated(12, -1.0))));

        assertThat(few.method()).isEqualTo(Method.HOEFFDING);
        assertThat(few.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(many.finding()).isEqualTo(Finding.PASS);
        assertThat(lost.finding()).isEqualTo(Finding.FAIL);
        assertThat(lostFew.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(few.interval().orElseThrow().lower()).isCloseTo(-Math.sqrt(2 * Math.log(20) / 40), within(1e-12));
    }

    @Test
    void clustered_bucket_is_judged_by_clusters_and_needs_ten_of_them() {
        Sample noise = Sample.of(repeated(100, 0.02, -0.01, 0.0, 0.01, -0.02));
        BucketEvidence shown = judge(BucketData.Clustered.of(noise, clusters(500, 12)));
        BucketEvidence few = judge(BucketData.Clustered.of(noise, clusters(500, 9)));

        assertThat(shown.method()).isEqualTo(Method.CLUSTER_T);
        assertThat(shown.finding()).isEqualTo(Finding.PASS);
        assertThat(shown.clusters()).hasValue(12);
        assertThat(shown.designEffect()).isPresent();
        assertThat(few.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(few.clusters()).hasValue(9);
        assertThat(few.notes()).singleElement().asString().contains("at least 10");
    }

    @Test
    void clustered_bucket_fails_when_the_clusters_agree_on_a_loss() {
        double[] losses = new double[120];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = -(0.1 + 0.01 * (i % 12));
        }

        BucketEvidence evidence = judge(BucketData.Clustered.of(Sample.of(losses), clusters(120, 12)));

        assertThat(evidence.finding()).isEqualTo(Finding.FAIL);
    }

    @Test
    void clusters_without_spread_count_as_agreeing_cases_but_a_common_loss_never_passes() {
        BucketEvidence agreeing = judge(BucketData.Clustered.of(Sample.of(repeated(266, 0.0)), clusters(266, 133)));
        BucketEvidence fewer = judge(BucketData.Clustered.of(Sample.of(repeated(264, 0.0)), clusters(264, 132)));
        BucketEvidence lost = judge(BucketData.Clustered.of(Sample.of(repeated(266, -0.5)), clusters(266, 133)));

        assertThat(agreeing.method()).isEqualTo(Method.CLUSTER_TANGO);
        assertThat(agreeing.finding()).isEqualTo(Finding.PASS);
        assertThat(agreeing.interval())
                .contains(Tango.interval(new PairedCounts(0, 0, 133), TestPlan.DEFAULT.confidence())
                        .orElseThrow()
                        .interval());
        assertThat(fewer.finding()).isEqualTo(Finding.INCONCLUSIVE);
        assertThat(lost.method()).isEqualTo(Method.CLUSTER_HOEFFDING);
        assertThat(lost.finding()).isEqualTo(Finding.FAIL);
    }

    @Test
    void clusters_make_a_bucket_see_less_and_need_more() {
        double[] byCluster = new double[400];
        for (int i = 0; i < byCluster.length; i++) {
            byCluster[i] = i % 20 < 10 ? 1 : -1;
        }
        BucketEvidence clustered = judge(BucketData.Clustered.of(Sample.of(byCluster), clusters(400, 20)));
        BucketEvidence independent = judge(BucketData.Graded.of(Sample.of(byCluster)));

        assertThat(clustered.detectable().orElseThrow())
                .isGreaterThan(2 * independent.detectable().orElseThrow());
        assertThat(clustered.casesNeeded().orElseThrow())
                .isGreaterThan(10 * independent.casesNeeded().orElseThrow());
    }

    @Test
    void planning_says_what_the_example_of_the_specification_says() {
        TestPlan configured =
                new TestPlan(0.05, 0.8, McNemar.MID_P, new ResamplePlan(0, 2000), 10, false, OptionalDouble.of(0.072));

        Planned planned = Planned.of(100, 0.072, TWO_POINTS, 20, configured);
        BucketEvidence evidence = judge(BucketData.Paired.of(2, 5, 100), configured);

        assertThat(planned.detectable().orElseThrow()).isCloseTo(0.13, within(0.005));
        assertThat(planned.casesNeeded()).hasValue(1113);
        assertThat(evidence.casesNeeded()).hasValue(1113);
        assertThat(evidence.pHarm().orElseThrow()).isCloseTo(0.145, within(0.0005));
        assertThat(evidence.interval().orElseThrow().lower()).isCloseTo(-0.082, within(0.0005));
        assertThat(evidence.interval().orElseThrow().upper()).isCloseTo(0.016, within(0.0005));
    }

    @Test
    void no_number_of_cases_suffices_when_the_tolerance_is_zero() {
        Planned planned = Planned.of(100, 0.072, Fraction.ZERO, 1, TestPlan.DEFAULT);

        assertThat(planned.casesNeeded()).isEmpty();
    }

    @Test
    void discordance_is_floored_when_few_cases_disagree() {
        assertThat(Spread.floored(0, 98)).isEqualTo(0.01);
        assertThat(Spread.floored(10, 10)).isEqualTo(1);
    }

    @Test
    void point_rule_is_exact_when_the_change_equals_the_tolerance() {
        assertThat(judge(BucketData.Paired.of(1, 2, 50)).pointFinding()).isEqualTo(Finding.PASS);
        assertThat(judge(new BucketData.Uncounted(Fraction.of(-2, 100))).pointFinding())
                .isEqualTo(Finding.PASS);
        assertThat(judge(new BucketData.Uncounted(Fraction.of(-200_001, 10_000_000)))
                        .pointFinding())
                .isEqualTo(Finding.FAIL);
    }

    @Test
    void flip_probability_is_one_half_when_the_change_equals_the_tolerance() {
        BucketEvidence edge = judge(BucketData.Paired.of(1, 2, 50));
        BucketEvidence clear = judge(BucketData.Paired.of(100, 10, 1000));

        assertThat(edge.flipProbability().orElseThrow()).isEqualTo(0.5);
        assertThat(clear.flipProbability().orElseThrow()).isLessThan(1e-10);
    }

    @Test
    void data_are_invalid_when_they_are_not_differences_of_scores() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketData.Graded.of(Sample.of(0.5, 1.5)))
                .withMessageContaining("difference 2 is 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketData.Clustered.of(Sample.of(0.5, 0.5), List.of("a")))
                .withMessageContaining("2 differences and 1 cluster labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BucketData.Graded(Sample.of(0.5), Optional.of(Fraction.of(1, 3))))
                .withMessageContaining("state the change of these cases");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BucketData.Graded(Sample.of(), Optional.of(Fraction.ZERO)))
                .withMessageContaining("0 differences and a change");
    }

    @Test
    void plan_is_invalid_when_a_level_is_out_of_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestPlan.DEFAULT.withAlpha(0.5))
                .withMessageContaining("alpha is 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlphaSpending.forAttempt(0.05, 0))
                .withMessageContaining("attempt is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TestPlan(
                        0.05, 1, McNemar.EXACT, new ResamplePlan(0, 10), 10, false, OptionalDouble.empty()))
                .withMessageContaining("power is 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TestPlan(
                        0.05, 0.8, McNemar.EXACT, new ResamplePlan(0, 10), 1, false, OptionalDouble.empty()))
                .withMessageContaining("minimum clusters is 1");
    }
}
