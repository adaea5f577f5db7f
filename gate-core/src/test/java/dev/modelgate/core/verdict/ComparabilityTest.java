package dev.modelgate.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparabilityTest {

    private static final Bucket PERFECT = Bucket.ofCounts("b", 10, 10);

    @Test
    void refuses_another_eval_set_and_names_both_hashes() {
        Comparison comparison = compare(Map.of("dvc", "0000"), Map.of("dvc", "1111"));

        assertOnly(comparison, ReasonCode.EVAL_SET_MISMATCH);
        assertThat(comparison.reasons().get(0).message()).contains("'0000'").contains("'1111'");
        assertThat(comparison.buckets()).isEmpty();
    }

    @Test
    void refuses_when_only_the_baseline_carries_a_hash() {
        assertOnly(compare(Map.of(), Map.of("sha256", "aa")), ReasonCode.EVAL_SET_MISMATCH);
        assertOnly(compare(Map.of("dvc", "0000"), Map.of("dvc", "0000", "sha256", "aa")), ReasonCode.EVAL_SET_MISMATCH);
    }

    @Test
    void warns_when_the_baseline_carries_no_hash() {
        assertThat(compare(Map.of("dvc", "0000"), Map.of()).warnings()).hasSize(1);
        assertThat(compare(Map.of("dvc", "0000"), Map.of("dvc", "0000")).warnings())
                .isEmpty();
    }

    @Test
    void refuses_another_suite_or_stage_only_where_both_state_one() {
        assertOnly(compare(Map.of("suite", "a"), Map.of("suite", "b")), ReasonCode.SUITE_MISMATCH);
        assertOnly(compare(Map.of("stage", "train"), Map.of("stage", "evaluate")), ReasonCode.STAGE_MISMATCH);
        assertThat(compare(Map.of(), Map.of("suite", "b", "stage", "evaluate")).passes())
                .isTrue();
    }

    @Test
    void refuses_fewer_cases_always_and_more_cases_on_the_same_set() {
        assertOnly(compareCounts(Map.of(), 9), ReasonCode.CASE_COUNT_MISMATCH);
        assertThat(compareCounts(Map.of(), 11).passes()).isTrue();
        assertOnly(compareCounts(Map.of("sha256", "aa"), 11), ReasonCode.CASE_COUNT_MISMATCH);
    }

    @Test
    void refuses_other_cases_in_a_bucket_and_names_one() {
        Comparison comparison = Comparison.of(
                Reports.withCases(List.of(Reports.passed("x", "b")), Bucket.ofCounts("b", 1, 1)),
                Reports.withCases(List.of(Reports.passed("y", "b")), Bucket.ofCounts("b", 1, 1)),
                Tolerance.DEFAULT);

        assertOnly(comparison, ReasonCode.CASE_SET_MISMATCH);
        assertThat(comparison.reasons().get(0).message()).contains("lacks case 'y'");
    }

    @Test
    void compares_the_same_ids_whatever_their_order_and_their_other_buckets() {
        Comparison comparison = Comparison.of(
                Reports.withCases(
                        List.of(Reports.passed("x", "b", "new"), Reports.passed("y", "b")),
                        Bucket.ofCounts("b", 2, 2),
                        Bucket.ofCounts("new", 1, 1)),
                Reports.withCases(
                        List.of(Reports.passed("y", "b"), Reports.passed("x", "b")), Bucket.ofCounts("b", 2, 2)),
                Tolerance.DEFAULT);

        assertThat(comparison.passes()).isTrue();
    }

    @Test
    void cannot_judge_against_a_baseline_without_buckets() {
        assertThatThrownBy(() -> Comparison.of(Reports.of(PERFECT), Reports.of(), Tolerance.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no buckets");
    }

    private static Comparison compare(Map<String, String> candidate, Map<String, String> baseline) {
        return Comparison.of(
                Reports.stating(candidate, PERFECT), Reports.stating(baseline, PERFECT), Tolerance.DEFAULT);
    }

    private static Comparison compareCounts(Map<String, String> facts, int n) {
        EvalReport candidate = Reports.stating(facts, Bucket.ofCounts("b", n, n));
        return Comparison.of(candidate, Reports.stating(facts, PERFECT), Tolerance.DEFAULT);
    }

    private static void assertOnly(Comparison comparison, ReasonCode code) {
        assertThat(comparison.decision()).isEqualTo(Decision.REFUSED);
        assertThat(comparison.reasons()).extracting(Reason::code).containsExactly(code);
    }
}
