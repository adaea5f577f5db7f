package dev.modelgate.core.policy.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.check.Sample;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.stats.decision.TestPlan;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketJudgeTest {

    @Test
    void the_point_rule_holds_each_bucket_to_its_own_tolerance() {
        BucketRule rule = BucketRule.point(
                Tolerance.DEFAULT,
                ImmutableList.of(override("tense.*", "0.1"), override("tense.past", "0"), override("tense.p*", "0.5")));
        Sample before = Sample.report()
                .bucket("tense.past", "0.9")
                .bucket("tense.present", "0.9")
                .bucket("x", "0.9");

        BucketFinding finding = judge(
                rule,
                Sample.report()
                        .bucket("tense.past", "0.9")
                        .bucket("tense.present", "0.8")
                        .bucket("x", "0.88"),
                before);

        assertThat(finding.decision()).isEqualTo(Decision.PASS);
        assertThat(finding.rows())
                .extracting(BucketRow::tolerance)
                .containsExactly(
                        Optional.of(Tolerance.parse("0")), Optional.of(Tolerance.parse("0.1")), Optional.empty());
        BucketFinding failed = judge(
                rule,
                Sample.report()
                        .bucket("tense.past", "0.8999")
                        .bucket("tense.present", "0.79")
                        .bucket("x", "0.87"),
                before);
        assertThat(failed.reasons()).hasSize(3);
    }

    @Test
    void an_override_that_fits_no_bucket_is_told() {
        BucketRule rule = BucketRule.point(Tolerance.DEFAULT, ImmutableList.of(override("tens.*", "0.1")));

        assertThat(judge(rule, Sample.report().bucket("a", "1"), Sample.report().bucket("a", "1"))
                        .warnings())
                .contains("the policy overrides buckets 'tens.*', but no bucket has such a name; check its spelling");
    }

    @Test
    void what_may_not_be_compared_is_refused_in_every_mode() {
        for (Mode mode : Mode.values()) {
            BucketFinding finding = judge(
                    rule(mode, OnInconclusive.ALLOW),
                    Sample.report().evalSet("a").cases("a", 90, 100),
                    Sample.report().evalSet("b").cases("a", 90, 100));

            assertThat(finding.decision()).isEqualTo(Decision.REFUSED);
            assertThat(finding.allowed()).isFalse();
            assertThat(finding.isMismatch()).isTrue();
            assertThat(finding.reasons()).extracting(Reason::code).containsExactly(ReasonCode.EVAL_SET_MISMATCH);
        }
    }

    @Test
    void a_missing_bucket_fails_in_every_mode() {
        for (Mode mode : Mode.values()) {
            BucketFinding finding = judge(
                    rule(mode, OnInconclusive.ALLOW),
                    Sample.report().counted("a", 990, 1000),
                    Sample.report().counted("a", 990, 1000).counted("gone", 9, 10));

            assertThat(finding.decision()).isEqualTo(Decision.REFUSED);
            assertThat(finding.rows()).extracting(BucketRow::status).contains(BucketStatus.MISSING);
            assertThat(finding.reasons()).extracting(Reason::code).contains(ReasonCode.BUCKET_MISSING);
        }
    }

    @Test
    void a_baseline_without_buckets_cannot_be_judged_by() {
        assertThatThrownBy(() -> judge(BucketRule.DEFAULT, Sample.report(), Sample.report()))
                .isInstanceOf(CannotJudgeException.class);
    }

    @Test
    void evidence_passes_many_equal_cases_and_few_are_inconclusive_with_what_would_decide() {
        BucketRule rule = rule(Mode.EVIDENCE, OnInconclusive.REFUSE);

        assertThat(judge(rule, cases(190, 200), cases(190, 200)).decision()).isEqualTo(Decision.PASS);
        BucketFinding few = judge(rule, cases(9, 10), cases(9, 10));
        assertThat(few.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(few.allowed()).isFalse();
        assertThat(few.reasons().get(0).message())
                .startsWith("all cases together changed by 0, but must be shown to lose no more than 0.02; about ");
        assertThat(judge(rule(Mode.EVIDENCE, OnInconclusive.ALLOW), cases(9, 10), cases(9, 10))
                        .allowed())
                .isTrue();
        assertThat(judge(rule(Mode.EVIDENCE, OnInconclusive.POINT), cases(9, 10), cases(9, 10))
                        .decision())
                .isEqualTo(Decision.PASS);
    }

    @Test
    void evidence_fails_what_is_lost_beyond_chance_and_says_how_surely() {
        BucketFinding finding = judge(rule(Mode.EVIDENCE, OnInconclusive.REFUSE), cases(150, 200), cases(190, 200));

        assertThat(finding.decision()).isEqualTo(Decision.REFUSED);
        assertThat(finding.rows()).extracting(BucketRow::status).containsExactly(BucketStatus.FAIL);
        assertThat(finding.reasons())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.BUCKET_BELOW_FLOOR, ReasonCode.POOLED_HARM);
        assertThat(finding.reasons().get(0).message())
                .startsWith("bucket 'a' changed by -0.2, but at least -0.02 is required, and chance does not explain it"
                        + " (p = 0.0001 in the family)");
    }

    @Test
    void a_small_loss_that_chance_explains_is_inconclusive_unless_the_point_rule_decides() {
        Sample before = cases(19, 20);

        assertThat(judge(rule(Mode.EVIDENCE, OnInconclusive.REFUSE), cases(18, 20), before)
                        .decision())
                .isEqualTo(Decision.INCONCLUSIVE);
        BucketFinding byPoint = judge(rule(Mode.EVIDENCE, OnInconclusive.POINT), cases(18, 20), before);
        assertThat(byPoint.decision()).isEqualTo(Decision.REFUSED);
        assertThat(byPoint.rows()).extracting(BucketRow::status).containsExactly(BucketStatus.FAIL);
        assertThat(byPoint.reasons()).extracting(Reason::code).containsExactly(ReasonCode.BUCKET_BELOW_FLOOR);
    }

    @Test
    void evidence_cannot_pool_totals_of_buckets_that_may_share_cases() {
        Sample totals = Sample.report().counted("a", 990, 1000).counted("b", 990, 1000);
        Sample aggregated = Sample.report()
                .counted("aggregate", 1980, 2000)
                .counted("a", 990, 1000)
                .counted("b", 990, 1000);

        BucketFinding finding = judge(rule(Mode.EVIDENCE, OnInconclusive.REFUSE), totals, totals);
        assertThat(finding.reasons().get(0).message())
                .isEqualTo("all cases together cannot be judged, but the mode requires it; report the cases, or the"
                        + " bucket 'aggregate'");
        assertThat(judge(rule(Mode.EVIDENCE, OnInconclusive.REFUSE), aggregated, aggregated)
                        .statistics()
                        .orElseThrow()
                        .pooled())
                .isPresent();
    }

    @Test
    void a_bucket_whose_proof_is_required_must_be_shown_to_hold() {
        Sample before = cases(190, 200).cases("small", 10, 10);
        BucketRule strict = new BucketRule(
                Mode.EVIDENCE,
                Tolerance.DEFAULT,
                ImmutableList.of(new BucketOverride(Glob.of("small"), Optional.empty(), Optional.of(true))),
                Optional.of(Tolerance.DEFAULT),
                false,
                OnInconclusive.REFUSE,
                TestPlan.DEFAULT);

        assertThat(judge(rule(Mode.EVIDENCE, OnInconclusive.REFUSE), before, before)
                        .decision())
                .isEqualTo(Decision.PASS);
        BucketFinding finding = judge(strict, before, before);
        assertThat(finding.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(finding.reasons().get(0).message()).startsWith("bucket 'small' changed by 0, but must be shown");
    }

    @Test
    void noninferiority_wants_every_bucket_shown_and_harm_only_refuses_what_is_shown_worse() {
        Sample small = cases(19, 20);

        assertThat(judge(rule(Mode.NONINFERIORITY, OnInconclusive.REFUSE), cases(190, 200), cases(190, 200))
                        .decision())
                .isEqualTo(Decision.PASS);
        assertThat(judge(rule(Mode.NONINFERIORITY, OnInconclusive.REFUSE), small, small)
                        .decision())
                .isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judge(rule(Mode.HARM, OnInconclusive.REFUSE), small, small).decision())
                .isEqualTo(Decision.PASS);
        assertThat(judge(rule(Mode.HARM, OnInconclusive.REFUSE), cases(150, 200), cases(190, 200))
                        .decision())
                .isEqualTo(Decision.REFUSED);
    }

    @Test
    void accuracies_without_counts_are_inconclusive_in_every_mode_but_point() {
        Sample bare = Sample.report().bucket("aggregate", "0.9");

        for (Mode mode : Mode.values()) {
            assertThat(judge(rule(mode, OnInconclusive.REFUSE), bare, bare).decision())
                    .isEqualTo(mode == Mode.POINT ? Decision.PASS : Decision.INCONCLUSIVE);
        }
    }

    @Test
    void a_rule_in_mode_evidence_needs_a_pooled_tolerance_and_no_bucket_twice() {
        assertThatThrownBy(() -> new BucketRule(
                        Mode.EVIDENCE,
                        Tolerance.DEFAULT,
                        ImmutableList.of(),
                        Optional.empty(),
                        false,
                        OnInconclusive.REFUSE,
                        TestPlan.DEFAULT))
                .hasMessageStartingWith("the mode is evidence without a pooled tolerance");
        assertThatThrownBy(() -> BucketRule.point(
                        Tolerance.DEFAULT, ImmutableList.of(override("a", "0.1"), override("a", "0.2"))))
                .hasMessage("buckets 'a' are overridden twice, but only the first would count; keep one");
        assertThatThrownBy(() -> new BucketOverride(Glob.of("a"), Optional.empty(), Optional.empty()))
                .hasMessageStartingWith("the override of 'a' changes nothing");
    }

    private static Sample cases(int right, int n) {
        return Sample.report().cases("a", right, n);
    }

    private static BucketOverride override(String buckets, String tolerance) {
        return new BucketOverride(Glob.of(buckets), Optional.of(Tolerance.parse(tolerance)), Optional.empty());
    }

    private static BucketRule rule(Mode mode, OnInconclusive onInconclusive) {
        return new BucketRule(
                mode,
                Tolerance.DEFAULT,
                ImmutableList.of(),
                Optional.of(Tolerance.DEFAULT),
                false,
                onInconclusive,
                TestPlan.DEFAULT);
    }

    private static BucketFinding judge(BucketRule rule, Sample candidate, Sample baseline) {
        return new BucketJudge(rule, Optional.empty()).judge(candidate.against(baseline));
    }
}
