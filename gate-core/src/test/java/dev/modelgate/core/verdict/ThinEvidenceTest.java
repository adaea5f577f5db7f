package dev.modelgate.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.EvidenceDemand;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ThinEvidenceTest {

    private static final Bucket COUNTED = Bucket.ofCounts("b", 1, 1);
    private static final Bucket BARE = Reports.bucket("b", "1");

    @Test
    void nothing_is_missing_when_both_sides_show_the_same() {
        assertThat(reasons(Reports.of(COUNTED), Reports.of(COUNTED))).isEmpty();
        assertThat(reasons(withCases(said("right")), withCases(said("right")))).isEmpty();
    }

    @Test
    void a_bare_number_is_too_thin_when_the_baseline_has_counts() {
        Bucket uncounted = new Bucket("b", Fraction.ONE, OptionalLong.of(1), OptionalLong.empty());

        assertThat(reasons(Reports.of(BARE), Reports.of(COUNTED)))
                .containsExactly(
                        "bucket 'b' of the candidate has no 'n', but the baseline's has; evaluate the candidate with 'gate eval'",
                        "bucket 'b' of the candidate has no 'correct', but the baseline's has; evaluate the candidate with 'gate eval'");
        assertThat(reasons(Reports.of(uncounted), Reports.of(COUNTED)))
                .singleElement()
                .asString()
                .contains("has no 'correct'");
    }

    @Test
    void many_thin_buckets_are_told_once_with_the_first_and_their_number() {
        EvalReport bare = Reports.of(BARE, Reports.bucket("c", "1"), Reports.bucket("d", "1"));

        assertThat(reasons(bare, bare))
                .singleElement()
                .asString()
                .startsWith("bucket 'b' (and 2 more) of the baseline is a bare number");
    }

    @Test
    void a_baseline_of_bare_numbers_will_do_only_where_the_policy_says_so() {
        assertThat(reasons(Reports.of(COUNTED), Reports.of(BARE)))
                .singleElement()
                .asString()
                .contains("'evidence: numbers'");
        assertThat(ThinEvidence.reasons(Reports.of(BARE), Reports.of(BARE), EvidenceDemand.NUMBERS))
                .isEmpty();
    }

    @Test
    void numbers_in_the_policy_do_not_lessen_what_the_baseline_shows() {
        assertThat(ThinEvidence.reasons(Reports.of(BARE), Reports.of(COUNTED), EvidenceDemand.NUMBERS))
                .hasSize(2);
    }

    @Test
    void cases_suite_and_stage_are_demanded_where_the_baseline_has_them() {
        assertThat(reasons(Reports.of(COUNTED), withCases(said("right"))))
                .containsExactly(
                        "the candidate's report has no cases, but the baseline has 1; evaluate the candidate with 'gate eval'");
        assertThat(reasons(Reports.of(COUNTED), Reports.stating(Map.of("suite", "s", "stage", "evaluate"), COUNTED)))
                .containsExactly(
                        "the candidate's report names no 'suite', but the baseline's is 's'; evaluate the candidate with 'gate eval'",
                        "the candidate's report names no 'stage', but the baseline's is 'evaluate'; evaluate the candidate with 'gate eval'");
    }

    @Test
    void cases_without_answers_are_too_thin_when_the_baselines_have_them() {
        assertThat(reasons(withCases(Reports.passed("x", "b")), withCases(said("right"))))
                .containsExactly(
                        "case 'x' of the candidate has no 'output', but the baseline's has; evaluate the candidate with 'gate eval'");
    }

    @Test
    void a_graded_bucket_must_be_at_the_mean_of_its_cases() {
        EvalReport graded = Reports.withCases(List.of(said("right")), Reports.bucket("b", "0.99999"));

        assertThat(reasons(graded, graded))
                .containsExactly(
                        "bucket 'b' of the candidate is not at the mean of its cases to six decimals, and has no counts; evaluate the candidate with 'gate eval'");
        EvalReport mean = Reports.withCases(List.of(said("right")), BARE);
        assertThat(reasons(mean, mean)).isEmpty();
    }

    @Test
    void a_bucket_that_is_missing_is_not_thin_but_fails_by_itself() {
        assertThat(reasons(Reports.of(), Reports.of(COUNTED))).isEmpty();
    }

    @Test
    void a_verdict_on_thin_evidence_passes_but_does_not_promote() {
        EvalReport thin = Reports.stating(Map.of("model_sha", "a".repeat(64)), BARE);
        EvalReport thick = Reports.stating(Map.of("model_sha", "a".repeat(64)), COUNTED);

        assertThat(verdict(thin, Reports.of(COUNTED)).decision()).isEqualTo(Decision.PASS);
        assertThat(verdict(thin, Reports.of(COUNTED)).promotable()).isFalse();
        assertThat(verdict(thick, Reports.of(COUNTED)).promotable()).isTrue();
    }

    private static Verdict verdict(EvalReport candidate, EvalReport baseline) {
        return Verdict.of(
                Comparison.of(candidate, baseline, Tolerance.DEFAULT),
                new Evidence(candidate, "c".repeat(64), Optional.empty()),
                new Evidence(baseline, "d".repeat(64), Optional.empty()),
                Verdict.Circumstances.of("0.1.0", Instant.EPOCH));
    }

    private static List<String> reasons(EvalReport candidate, EvalReport baseline) {
        ImmutableList<Reason> reasons = ThinEvidence.reasons(candidate, baseline, EvidenceDemand.COUNTED);
        assertThat(reasons).allMatch(reason -> reason.code() == ReasonCode.EVIDENCE_TOO_THIN);
        return reasons.stream().map(Reason::message).toList();
    }

    private static EvalReport withCases(CaseResult each) {
        return Reports.withCases(List.of(each), COUNTED);
    }

    private static CaseResult said(String output) {
        return new CaseResult(
                "x",
                ImmutableList.of("b"),
                Fraction.ONE,
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.of(output),
                Optional.empty());
    }
}
