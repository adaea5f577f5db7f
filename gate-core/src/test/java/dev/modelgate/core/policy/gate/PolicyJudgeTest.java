package dev.modelgate.core.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.EvidenceDemand;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.policy.check.AbsoluteLimit;
import dev.modelgate.core.policy.check.Limits;
import dev.modelgate.core.policy.check.Metric;
import dev.modelgate.core.policy.check.PlacedCheck;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.policy.check.Sample;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.stats.decision.TestPlan;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.BaselineRef;
import dev.modelgate.core.verdict.Verdict.CandidateRef;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.core.verdict.Verdict.SuiteRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PolicyJudgeTest {

    private static final Sample GOOD =
            Sample.report().model("a".repeat(64)).bucket("a", "1").number("x", "1");

    @Test
    void a_failing_check_refuses_leaves_open_or_only_tells_by_its_severity() {
        assertThat(judge(policy(failing(CheckSeverity.CRITICAL)), GOOD).decision())
                .isEqualTo(Decision.REFUSED);
        assertThat(judge(policy(failing(CheckSeverity.SUPPORTING)), GOOD).decision())
                .isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judge(policy(failing(CheckSeverity.ADVISORY)), GOOD).decision())
                .isEqualTo(Decision.PASS);
    }

    @Test
    void what_is_not_measured_refuses_where_it_is_critical() {
        PlacedCheck absent = check("absent", CheckSeverity.CRITICAL, "nowhere");

        Judgement judgement = judge(policy(absent), GOOD);

        assertThat(judgement.decision()).isEqualTo(Decision.REFUSED);
        assertThat(judgement.reasons()).extracting(Reason::code).containsExactly(ReasonCode.NOT_MEASURED);
        assertThat(judgement.reasons().get(0).message()).startsWith("absent: nowhere is not measured");
    }

    @Test
    void an_inconclusive_judgement_goes_on_only_where_the_policy_lets_it() {
        GatePolicy refusing = policy(failing(CheckSeverity.SUPPORTING));
        GatePolicy allowing = new GatePolicy(
                rule(Mode.POINT, OnInconclusive.ALLOW),
                ImmutableMap.of(),
                refusing.checks(),
                Attempts.REPORT,
                refusing.maxAge());

        assertThat(judge(refusing, GOOD).allowed()).isFalse();
        assertThat(judge(allowing, GOOD).allowed()).isTrue();
        assertThat(judge(allowing, GOOD).reasons()).isNotEmpty();
        assertThat(judge(allowing, Sample.report().bucket("a", "0.5")).allowed())
                .isFalse();
    }

    @Test
    void after_a_mismatch_no_check_is_judged() {
        Sample other = Sample.report().bucket("a", "1").number("x", "1").evalSet("a");
        SuiteEvidence suite = other.against(Sample.report().bucket("a", "1").evalSet("b"));

        Judgement judgement = new PolicyJudge(policy(failing(CheckSeverity.CRITICAL))).judge(PolicyEvidence.of(suite));

        assertThat(judgement.checks()).isEmpty();
        assertThat(judgement.reasons()).extracting(Reason::code).containsExactly(ReasonCode.EVAL_SET_MISMATCH);
    }

    @Test
    void all_suites_come_to_one_verdict_and_one_left_out_refuses() {
        GatePolicy policy = new GatePolicy(
                BucketRule.DEFAULT,
                ImmutableMap.of("other", new Suite("other", "o.json", Optional.of(BucketRule.DEFAULT))),
                ImmutableList.of(),
                Attempts.REPORT,
                GatePolicy.DEFAULT.maxAge());
        SuiteEvidence main = GOOD.against(Sample.report().bucket("a", "1"));
        SuiteEvidence bad =
                Sample.report().bucket("a", "0.5").against(Sample.report().bucket("a", "1"));

        Judgement judgement = new PolicyJudge(policy)
                .judge(new PolicyEvidence(
                        main, ImmutableMap.of("other", bad), ImmutableMap.of(), OptionalLong.empty()));
        assertThat(judgement.decision()).isEqualTo(Decision.REFUSED);
        assertThat(judgement.rows())
                .extracting(row -> row.suite())
                .containsExactly(Optional.empty(), Optional.of("other"));
        assertThat(new PolicyJudge(policy).judge(PolicyEvidence.of(main)).reasons())
                .extracting(Reason::code)
                .containsExactly(ReasonCode.SUITE_MISSING);
        assertThat(judgement.reasons()).extracting(Reason::code).containsExactly(ReasonCode.BUCKET_BELOW_FLOOR);
    }

    @Test
    void warnings_of_the_buckets_are_passed_on() {
        Sample silent = Sample.report().bucket("a", "1");

        Judgement judgement = judge(GatePolicy.DEFAULT, silent);

        assertThat(judgement.warnings())
                .isNotEmpty()
                .isEqualTo(judgement.findings().get("").warnings());
    }

    @Test
    void a_verdict_names_both_sides_of_every_suite() {
        SuiteEvidence main = GOOD.against(Sample.report().model("b".repeat(64)).bucket("a", "1"));
        SuiteEvidence other = GOOD.against(Sample.report().bucket("a", "1"));
        PolicyEvidence evidence =
                new PolicyEvidence(main, ImmutableMap.of("other", other), ImmutableMap.of(), OptionalLong.empty());

        Verdict verdict = PolicyVerdict.of(
                new PolicyJudge(GatePolicy.DEFAULT).judge(evidence),
                GatePolicy.DEFAULT,
                evidence,
                true,
                Circumstances.of("1.0", Instant.EPOCH));

        assertThat(verdict.candidate()).isEqualTo(new CandidateRef("c".repeat(64), Optional.empty()));
        assertThat(verdict.baseline()).isEqualTo(new BaselineRef("c".repeat(64), Optional.of("b".repeat(64))));
        assertThat(verdict.suites())
                .containsExactly(
                        new SuiteRef("other", verdict.candidate(), new BaselineRef("c".repeat(64), Optional.empty())));
    }

    @Test
    void spent_attempts_need_more_evidence_each_time_and_a_count() {
        GatePolicy policy = new GatePolicy(
                rule(Mode.EVIDENCE, OnInconclusive.REFUSE),
                ImmutableMap.of(),
                ImmutableList.of(),
                Attempts.SPEND,
                GatePolicy.DEFAULT.maxAge());
        SuiteEvidence suite =
                Sample.report().cases("a", 200, 200).against(Sample.report().cases("a", 200, 200));

        assertThat(attempt(policy, suite, 1).decision()).isEqualTo(Decision.PASS);
        assertThat(attempt(policy, suite, 2).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThatThrownBy(() -> new PolicyJudge(policy).judge(PolicyEvidence.of(suite)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("nobody counted the attempts");
    }

    @Test
    void a_later_attempt_is_told_where_alpha_is_not_spent() {
        SuiteEvidence suite = GOOD.against(Sample.report().bucket("a", "1"));

        assertThat(attempt(GatePolicy.DEFAULT, suite, 3).warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("this is attempt 3 on the same cases"));
        assertThat(attempt(GatePolicy.DEFAULT, suite, 1).warnings()).noneMatch(warning -> warning.contains("attempt"));
    }

    @Test
    void a_verdict_may_promote_only_by_the_committed_policy_and_with_a_subject() {
        Sample counted = Sample.report().model("a".repeat(64)).counted("a", 9, 9);
        assertThat(verdict(counted, true).promotable()).isTrue();
        assertThat(verdict(counted, false).promotable()).isFalse();
        assertThat(verdict(Sample.report().counted("a", 9, 9), true).promotable())
                .isFalse();
        assertThat(verdict(Sample.report().model("a".repeat(64)).counted("a", 5, 9), true)
                        .promotable())
                .isFalse();
    }

    @Test
    void a_verdict_on_bare_numbers_passes_but_does_not_promote() {
        assertThat(verdict(GOOD, true).decision()).isEqualTo(Decision.PASS);
        assertThat(verdict(GOOD, true).promotable()).isFalse();
    }

    @Test
    void remembered_answers_are_refused_where_the_policy_forbids_them() {
        GatePolicy forbidding = new GatePolicy(
                BucketRule.DEFAULT,
                ImmutableMap.of(),
                ImmutableList.of(),
                Attempts.REPORT,
                Duration.ofHours(1),
                EvidenceDemand.COUNTED,
                false);
        Sample remembered = Sample.report().bucket("a", "1").number("cached", "3");

        assertThat(judge(GatePolicy.DEFAULT, remembered).decision()).isEqualTo(Decision.PASS);
        assertThat(judge(forbidding, GOOD).decision()).isEqualTo(Decision.PASS);
        Judgement refused = judge(forbidding, remembered);
        assertThat(refused.decision()).isEqualTo(Decision.REFUSED);
        assertThat(refused.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.ANSWERS_CACHED);
            assertThat(reason.message()).startsWith("the candidate's report has 3 answers from a cache");
        });
    }

    private static Verdict verdict(Sample candidate, boolean committed) {
        PolicyEvidence evidence =
                PolicyEvidence.of(candidate.against(Sample.report().counted("a", 9, 9)));
        return PolicyVerdict.of(
                new PolicyJudge(GatePolicy.DEFAULT).judge(evidence),
                GatePolicy.DEFAULT,
                evidence,
                committed,
                Circumstances.of("1.0", Instant.EPOCH));
    }

    private static Judgement attempt(GatePolicy policy, SuiteEvidence suite, long attempt) {
        return new PolicyJudge(policy)
                .judge(new PolicyEvidence(suite, ImmutableMap.of(), ImmutableMap.of(), OptionalLong.of(attempt)));
    }

    private static Judgement judge(GatePolicy policy, Sample candidate) {
        return new PolicyJudge(policy)
                .judge(PolicyEvidence.of(candidate.against(Sample.report().bucket("a", "1"))));
    }

    private static GatePolicy policy(PlacedCheck check) {
        return GatePolicy.DEFAULT.with(check);
    }

    private static PlacedCheck failing(CheckSeverity severity) {
        return new PlacedCheck(
                "failing",
                severity,
                Optional.empty(),
                new AbsoluteLimit(new Metric("x"), Limits.atLeast(Fraction.of(2, 1))));
    }

    private static PlacedCheck check(String id, CheckSeverity severity, String metric) {
        return new PlacedCheck(
                id, severity, Optional.empty(), new AbsoluteLimit(new Metric(metric), Limits.atLeast(Fraction.ONE)));
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
}
