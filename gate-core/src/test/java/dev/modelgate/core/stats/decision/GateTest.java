package dev.modelgate.core.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Fraction TWO_POINTS = Fraction.of(2, 100);
    private static final BucketData PROVEN = BucketData.Paired.of(20, 18, 2000);
    private static final BucketData OPEN = BucketData.Paired.of(1, 1, 20);
    private static final BucketData BELOW_BY_CHANCE = BucketData.Paired.of(0, 2, 20);
    private static final BucketData HARMED = BucketData.Paired.of(10, 80, 1000);
    private static final BucketData EMPTY = BucketData.Paired.of(0, 0, 0);

    private static BucketQuestion question(String name, BucketData data) {
        return BucketQuestion.of(name, data, TWO_POINTS);
    }

    private static BucketQuestion required(BucketData data) {
        return new BucketQuestion("required", data, TWO_POINTS, true);
    }

    private static GateEvidence judge(Mode mode, OnInconclusive then, BucketData... buckets) {
        List<BucketQuestion> questions = new ArrayList<>();
        for (BucketData data : buckets) {
            questions.add(question("b" + questions.size(), data));
        }
        return gate(mode, then).judge(questions);
    }

    private static Gate gate(Mode mode, OnInconclusive then) {
        Optional<Fraction> pooled = mode == Mode.EVIDENCE ? Optional.of(TWO_POINTS) : Optional.empty();
        return new Gate(new GateRule(mode, then, pooled, TestPlan.DEFAULT));
    }

    private static void check(GateEvidence evidence, Finding decision, boolean allowed) {
        assertThat(evidence.decision()).isEqualTo(decision);
        assertThat(evidence.allowed()).isEqualTo(allowed);
    }

    @Test
    void point_mode_passes_when_every_bucket_holds_and_fails_when_one_does_not() {
        check(judge(Mode.POINT, OnInconclusive.REFUSE, PROVEN, OPEN), Finding.PASS, true);
        check(judge(Mode.POINT, OnInconclusive.REFUSE, PROVEN, BELOW_BY_CHANCE), Finding.FAIL, false);
        check(judge(Mode.POINT, OnInconclusive.REFUSE, PROVEN, new BucketData.Missing()), Finding.FAIL, false);
    }

    @Test
    void point_mode_never_passes_a_bucket_without_cases_whatever_inconclusive_allows() {
        check(judge(Mode.POINT, OnInconclusive.ALLOW, PROVEN, EMPTY), Finding.INCONCLUSIVE, false);
        check(judge(Mode.POINT, OnInconclusive.ALLOW), Finding.INCONCLUSIVE, false);
    }

    @Test
    void noninferiority_mode_passes_only_when_every_bucket_is_proven() {
        check(judge(Mode.NONINFERIORITY, OnInconclusive.REFUSE, PROVEN, PROVEN), Finding.PASS, true);
        check(judge(Mode.NONINFERIORITY, OnInconclusive.REFUSE, PROVEN, OPEN), Finding.INCONCLUSIVE, false);
        check(judge(Mode.NONINFERIORITY, OnInconclusive.REFUSE, PROVEN, EMPTY), Finding.INCONCLUSIVE, false);
        check(judge(Mode.NONINFERIORITY, OnInconclusive.REFUSE, PROVEN, HARMED), Finding.FAIL, false);
    }

    @Test
    void harm_mode_passes_what_is_not_shown_to_be_worse_and_fails_what_is() {
        check(judge(Mode.HARM, OnInconclusive.REFUSE, PROVEN, BELOW_BY_CHANCE), Finding.PASS, true);
        check(judge(Mode.HARM, OnInconclusive.REFUSE, PROVEN, HARMED), Finding.FAIL, false);
    }

    @Test
    void harm_mode_is_inconclusive_when_harm_cannot_be_tested() {
        BucketData bootstrapped = BucketData.Graded.of(Sample.of(0, 0, 0, 0, 0, 0.1, 0.2, 0, 0, 0, 0, 0.3));

        check(judge(Mode.HARM, OnInconclusive.REFUSE, PROVEN, EMPTY), Finding.INCONCLUSIVE, false);
        check(judge(Mode.HARM, OnInconclusive.REFUSE, PROVEN, bootstrapped), Finding.INCONCLUSIVE, false);
        check(
                judge(Mode.HARM, OnInconclusive.ALLOW, PROVEN, new BucketData.Uncounted(Fraction.ZERO)),
                Finding.INCONCLUSIVE,
                true);
    }

    @Test
    void evidence_mode_passes_when_the_pool_is_proven_and_lists_what_is_not() {
        GateEvidence evidence = judge(Mode.EVIDENCE, OnInconclusive.REFUSE, PROVEN, OPEN, EMPTY);

        check(evidence, Finding.PASS, true);
        assertThat(evidence.unproven()).extracting(BucketEvidence::bucket).containsExactly("b1", "b2");
        assertThat(evidence.pooled().orElseThrow().finding()).isEqualTo(Finding.PASS);
    }

    @Test
    void evidence_mode_is_inconclusive_when_a_required_bucket_is_not_proven() {
        Gate gate = gate(Mode.EVIDENCE, OnInconclusive.REFUSE);

        check(gate.judge(List.of(question("a", PROVEN), required(OPEN))), Finding.INCONCLUSIVE, false);
        check(gate.judge(List.of(question("a", PROVEN), required(PROVEN))), Finding.PASS, true);
    }

    @Test
    void evidence_mode_is_inconclusive_when_the_pool_is_not_proven_or_unknown() {
        check(judge(Mode.EVIDENCE, OnInconclusive.REFUSE, OPEN, OPEN), Finding.INCONCLUSIVE, false);
        check(
                judge(Mode.EVIDENCE, OnInconclusive.REFUSE, PROVEN, new BucketData.Uncounted(Fraction.ZERO)),
                Finding.INCONCLUSIVE,
                false);
    }

    @Test
    void evidence_mode_fails_when_only_the_pool_is_shown_to_be_worse() {
        BucketData[] slightlyWorse = new BucketData[30];
        Arrays.fill(slightlyWorse, BucketData.Paired.of(2, 7, 100));

        GateEvidence evidence = judge(Mode.EVIDENCE, OnInconclusive.ALLOW, slightlyWorse);

        check(evidence, Finding.FAIL, false);
        assertThat(evidence.buckets()).noneMatch(bucket -> bucket.finding() == Finding.FAIL);
        assertThat(evidence.pooled().orElseThrow().finding()).isEqualTo(Finding.FAIL);
    }

    @Test
    void pooled_harm_joins_the_family_as_one_more_member() {
        GateEvidence evidence = judge(Mode.EVIDENCE, OnInconclusive.REFUSE, BucketData.Paired.of(0, 8, 20), PROVEN);
        BucketEvidence first = evidence.buckets().get(0);

        assertThat(first.pHarmHolm().orElseThrow()).isCloseTo(3 * first.pHarm().orElseThrow(), within(1e-15));
    }

    @Test
    void family_leaves_out_buckets_without_cases() {
        GateEvidence evidence = judge(Mode.NONINFERIORITY, OnInconclusive.REFUSE, EMPTY, HARMED);

        assertThat(evidence.buckets().get(0).pHarmHolm()).isEmpty();
        assertThat(evidence.buckets().get(1).pHarmHolm())
                .isEqualTo(evidence.buckets().get(1).pHarm());
    }

    @Test
    void inconclusive_run_is_refused_allowed_or_decided_by_the_point_rule() {
        check(judge(Mode.EVIDENCE, OnInconclusive.REFUSE, OPEN), Finding.INCONCLUSIVE, false);
        check(judge(Mode.EVIDENCE, OnInconclusive.ALLOW, OPEN), Finding.INCONCLUSIVE, true);
        check(judge(Mode.EVIDENCE, OnInconclusive.POINT, OPEN), Finding.PASS, true);
        check(judge(Mode.EVIDENCE, OnInconclusive.POINT, OPEN, BELOW_BY_CHANCE), Finding.FAIL, false);
        assertThat(judge(Mode.EVIDENCE, OnInconclusive.POINT, OPEN).decidedByPointRule())
                .isTrue();
        assertThat(judge(Mode.EVIDENCE, OnInconclusive.POINT, PROVEN).decidedByPointRule())
                .isFalse();
    }

    @Test
    void nothing_is_let_through_when_nothing_was_measured() {
        check(judge(Mode.EVIDENCE, OnInconclusive.ALLOW, EMPTY, EMPTY), Finding.INCONCLUSIVE, false);
        check(judge(Mode.EVIDENCE, OnInconclusive.POINT, EMPTY), Finding.INCONCLUSIVE, false);
        check(judge(Mode.EVIDENCE, OnInconclusive.ALLOW), Finding.INCONCLUSIVE, false);
        check(judge(Mode.NONINFERIORITY, OnInconclusive.ALLOW), Finding.INCONCLUSIVE, false);
        check(judge(Mode.EVIDENCE, OnInconclusive.POINT), Finding.INCONCLUSIVE, false);
    }

    @Test
    void order_of_buckets_does_not_matter() {
        List<BucketQuestion> questions = new ArrayList<>(List.of(
                question("a", PROVEN),
                question("b", OPEN),
                question("c", HARMED),
                question("d", BELOW_BY_CHANCE),
                question("e", EMPTY)));
        Gate gate = gate(Mode.EVIDENCE, OnInconclusive.REFUSE);
        GateEvidence forward = gate.judge(questions);
        Collections.reverse(questions);
        GateEvidence backward = gate.judge(questions);

        assertThat(backward.buckets()).containsExactlyInAnyOrderElementsOf(forward.buckets());
        assertThat(backward.pooled()).isEqualTo(forward.pooled());
        assertThat(backward.decision()).isEqualTo(forward.decision());
    }

    @Test
    void pooled_data_are_taken_as_given_when_buckets_overlap() {
        GateEvidence evidence = gate(Mode.EVIDENCE, OnInconclusive.REFUSE)
                .judge(List.of(question("a", OPEN), question("b", OPEN)), Optional.of(PROVEN));

        check(evidence, Finding.PASS, true);
        assertThat(evidence.pooled().orElseThrow().delta()).contains(Fraction.of(2, 2000));
    }

    @Test
    void false_refusals_of_the_point_rule_are_those_of_the_table_of_section_1() {
        int[] cases = {20, 50, 100, 300, 1000};
        double[] percent = {99.9, 99.0, 97.7, 81.4, 14.6};
        for (int i = 0; i < cases.length; i++) {
            double passes = 1 - PointNoise.refused(cases[i], 0.072, TWO_POINTS);

            assertThat(100 * (1 - Math.pow(passes, 20))).isCloseTo(percent[i], within(0.4));
        }
    }

    @Test
    void verdict_of_the_point_rule_says_how_often_an_unchanged_candidate_is_refused() {
        BucketData[] buckets = new BucketData[20];
        Arrays.fill(buckets, BucketData.Paired.of(36, 36, 1000));

        assertThat(judge(Mode.POINT, OnInconclusive.REFUSE, buckets)
                        .falseRefusal()
                        .orElseThrow())
                .isCloseTo(0.146, within(0.005));
        assertThat(judge(Mode.POINT, OnInconclusive.REFUSE, new BucketData.Uncounted(Fraction.ZERO))
                        .falseRefusal())
                .isEmpty();
    }

    @Test
    void rule_is_invalid_when_evidence_has_no_pooled_tolerance() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new GateRule(Mode.EVIDENCE, OnInconclusive.REFUSE, Optional.empty(), TestPlan.DEFAULT))
                .withMessageContaining("without a pooled tolerance");
    }

    @Test
    void question_is_invalid_when_the_tolerance_is_no_share() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketQuestion.of("b", OPEN, Fraction.of(-1, 100)))
                .withMessageContaining("tolerance of bucket 'b' is -0.01");
    }
}
