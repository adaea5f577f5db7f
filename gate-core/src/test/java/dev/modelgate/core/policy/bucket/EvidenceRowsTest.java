package dev.modelgate.core.policy.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.check.Sample;
import dev.modelgate.core.stats.decision.BucketEvidence;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.stats.decision.TestPlan;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.Decision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the rows of the modes that test, and which buckets they ask about. */
class EvidenceRowsTest {

    private static final Tolerance FIVE_POINTS = Tolerance.parse("0.05");

    private static final Sample AGGREGATED = Sample.report()
            .counted("aggregate", 1980, 2000)
            .counted("a", 990, 1000)
            .counted("b", 990, 1000);

    @Test
    void aggregate_beside_other_buckets_is_asked_about_once_as_the_pooled_comparison() {
        BucketFinding finding = judge(rule(Mode.EVIDENCE, Optional.of(FIVE_POINTS)), AGGREGATED, AGGREGATED);

        assertThat(finding.statistics().orElseThrow().buckets())
                .extracting(BucketEvidence::bucket)
                .containsExactly("a", "b");
        assertThat(finding.rows()).extracting(BucketRow::bucket).containsExactlyInAnyOrder("aggregate", "a", "b");
        assertThat(row(finding, "aggregate").tolerance()).contains(FIVE_POINTS);
        assertThat(row(finding, "a").tolerance()).isEmpty();
    }

    @Test
    void aggregate_is_a_bucket_like_any_other_without_a_pooled_comparison() {
        BucketFinding finding = judge(rule(Mode.NONINFERIORITY, Optional.empty()), AGGREGATED, AGGREGATED);

        assertThat(finding.statistics().orElseThrow().buckets())
                .extracting(BucketEvidence::bucket)
                .containsExactlyInAnyOrder("aggregate", "a", "b");
        assertThat(row(finding, "aggregate").tolerance()).isEmpty();
    }

    @Test
    void aggregate_alone_is_asked_about_as_a_bucket_and_held_to_the_tolerance_of_buckets() {
        Sample alone = Sample.report().counted("aggregate", 1980, 2000);

        BucketFinding finding = judge(rule(Mode.EVIDENCE, Optional.of(FIVE_POINTS)), alone, alone);

        assertThat(finding.statistics().orElseThrow().buckets())
                .extracting(BucketEvidence::bucket)
                .containsExactly("aggregate");
        assertThat(row(finding, "aggregate").tolerance()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EVIDENCE, 0.05", "HARM,", "HARM, 0.05", "NONINFERIORITY,", "NONINFERIORITY, 0.05"})
    void a_total_that_the_candidate_dropped_is_missing_whatever_its_cases_add_up_to(
            Mode mode, @Nullable String pooled) {
        Sample baseline = Sample.report().counted("aggregate", 190, 200).cases("a", 190, 200);
        Sample dropped = Sample.report().cases("a", 190, 200);

        BucketFinding finding = judge(rule(mode, Optional.ofNullable(pooled).map(Tolerance::parse)), dropped, baseline);

        assertThat(finding.decision()).isEqualTo(Decision.REFUSED);
        assertThat(finding.allowed()).isFalse();
        assertThat(row(finding, "aggregate").status()).isEqualTo(BucketStatus.MISSING);
    }

    @Test
    void a_row_names_the_pooled_tolerance_only_where_it_is_another() {
        BucketFinding finding = judge(rule(Mode.EVIDENCE, Optional.of(Tolerance.DEFAULT)), AGGREGATED, AGGREGATED);

        assertThat(finding.rows()).extracting(BucketRow::tolerance).containsOnly(Optional.empty());
    }

    @Test
    void the_row_of_aggregate_is_judged_by_the_pooled_tolerance_and_not_by_that_of_buckets() {
        Sample dropped = Sample.report()
                .counted("aggregate", 1900, 2000)
                .counted("a", 950, 1000)
                .counted("b", 950, 1000);

        BucketFinding finding = judge(rule(Mode.EVIDENCE, Optional.of(FIVE_POINTS)), dropped, AGGREGATED);

        assertThat(row(finding, "aggregate").status()).isEqualTo(BucketStatus.PASS);
        assertThat(row(finding, "a").status()).isEqualTo(BucketStatus.FAIL);
    }

    @Test
    void a_row_is_inconclusive_where_the_loss_exceeds_the_tolerance_and_chance_explains_it() {
        BucketFinding finding = judge(
                rule(Mode.EVIDENCE, Optional.of(Tolerance.DEFAULT)),
                Sample.report().cases("a", 18, 20),
                Sample.report().cases("a", 19, 20));

        assertThat(finding.rows()).extracting(BucketRow::status).containsExactly(BucketStatus.INCONCLUSIVE);
        assertThat(finding.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(finding.reasons()).isNotEmpty();
    }

    @Test
    void what_passes_has_no_reasons() {
        BucketFinding finding = judge(
                rule(Mode.EVIDENCE, Optional.of(Tolerance.DEFAULT)),
                Sample.report().cases("a", 190, 200),
                Sample.report().cases("a", 190, 200));

        assertThat(finding.reasons()).isEmpty();
        assertThat(finding.allowed()).isTrue();
    }

    @Test
    void rows_carry_the_suite() {
        BucketFinding finding = new BucketJudge(rule(Mode.HARM, Optional.empty()), Optional.of("safety"))
                .judge(AGGREGATED.against(AGGREGATED));

        assertThat(finding.rows()).extracting(BucketRow::suite).containsOnly(Optional.of("safety"));
    }

    private static BucketRow row(BucketFinding finding, String bucket) {
        return finding.rows().stream()
                .filter(row -> row.bucket().equals(bucket))
                .findFirst()
                .orElseThrow();
    }

    private static BucketRule rule(Mode mode, Optional<Tolerance> pooled) {
        return new BucketRule(
                mode, Tolerance.DEFAULT, ImmutableList.of(), pooled, false, OnInconclusive.REFUSE, TestPlan.DEFAULT);
    }

    private static BucketFinding judge(BucketRule rule, Sample candidate, Sample baseline) {
        return new BucketJudge(rule, Optional.empty()).judge(candidate.against(baseline));
    }
}
