package dev.modelgate.core.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.pipeline.EvidenceRules;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.pipeline.Severity;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.core.verdict.CheckStatus;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Checks that look at more than one number. */
class EvidenceChecksTest {

    private static final String SET = "5".repeat(64);
    private static final String OTHER = "6".repeat(64);

    @Test
    void bucket_tolerance_names_the_buckets_that_fall_below_another_tolerance() {
        Check strict = new BucketTolerance(BucketRule.point(new Tolerance(Fraction.of(1, 100)), ImmutableList.of()));
        Sample before = Sample.report().bucket("a", "0.9").bucket("b", "0.9");

        assertThat(Sample.report()
                        .bucket("a", "0.89")
                        .bucket("b", "0.9")
                        .judged(strict, before)
                        .status())
                .isEqualTo(CheckStatus.PASS);
        Outcome failed = Sample.report().bucket("a", "0.88").judged(strict, before);
        assertThat(failed.reasons()).containsExactly(ReasonCode.BUCKET_BELOW_FLOOR);
        assertThat(failed.message())
                .isEqualTo("buckets is 0 of 2, but every bucket within 0.01 of the baseline is required; look at 'a',"
                        + " 'b'");
    }

    @Test
    void five_releases_each_nineteen_thousandths_worse_do_not_all_pass_against_the_champion() {
        Check champion = new Champion("champion.json", BucketRule.DEFAULT);
        Sample best = Sample.report().bucket("a", "0.95");
        int passed = 0;
        for (int release = 1; release <= 5; release++) {
            Sample before = Sample.report().bucket("a", accuracy(release - 1));
            SuiteEvidence suite = Sample.report().bucket("a", accuracy(release)).against(before);
            assertThat(new BucketTolerance(BucketRule.DEFAULT)
                            .judge(suite, PolicyEvidence.of(suite))
                            .status())
                    .isEqualTo(CheckStatus.PASS);
            Outcome against = champion.judge(
                    suite,
                    new PolicyEvidence(
                            suite,
                            ImmutableMap.of(),
                            ImmutableMap.of("champion.json", best.evidence()),
                            OptionalLong.empty()));
            passed += against.status() == CheckStatus.PASS ? 1 : 0;
        }
        assertThat(passed).isEqualTo(1);
    }

    @Test
    void a_champion_without_a_report_is_not_measured() {
        Outcome outcome = Sample.report()
                .bucket("a", "1")
                .judged(
                        new Champion("champion.json", BucketRule.DEFAULT),
                        Sample.report().bucket("a", "1"));

        assertThat(outcome.status()).isEqualTo(CheckStatus.NOT_MEASURED);
        assertThat(outcome.message()).contains("the report champion.json is required");
    }

    @Test
    void required_metrics_must_stand_in_a_report_of_the_required_stage() {
        Check required = new RequiredMetrics("evaluate", ImmutableSet.of("auc", "f1"));
        Sample whole =
                Sample.report().stage("evaluate").number("metrics.auc", "1").number("metrics.f1", "1");

        assertThat(whole.judged(required, Sample.report()).status()).isEqualTo(CheckStatus.PASS);
        assertThat(whole.stage("train").judged(required, Sample.report()).reasons())
                .containsExactly(ReasonCode.STAGE_MISMATCH);
        Outcome missing =
                Sample.report().stage("evaluate").number("metrics.auc", "1").judged(required, Sample.report());
        assertThat(missing.reasons()).containsExactly(ReasonCode.METRIC_MISSING);
        assertThat(missing.message()).startsWith("f1 in stage 'evaluate' is not measured");
        assertThat(Sample.report()
                        .number("metrics.auc", "1")
                        .judged(required, Sample.report())
                        .reasons())
                .containsExactly(ReasonCode.STAGE_MISSING);
    }

    @Test
    void required_metrics_recorded_by_a_run_in_another_stage_are_missing() {
        Check required = new RequiredMetrics("evaluate", ImmutableSet.of("auc"));

        assertThat(judged(required, run("evaluate", "completed", "evaluate")).status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(judged(required, run("evaluate", "completed", "train")).reasons())
                .containsExactly(ReasonCode.METRIC_MISSING);
        assertThat(judged(required, run("evaluate", "running", "evaluate")).reasons())
                .containsExactly(ReasonCode.STAGE_MISSING);
    }

    @Test
    void diagnostics_count_from_their_severity_on() {
        EvidenceRules rules = new EvidenceRules(
                "evaluate", ImmutableSet.of("auc"), Fraction.of(2, 100), ImmutableMap.of("data", "v2"));
        RunEvidence clean = run("evaluate", "completed", "evaluate");

        Outcome stale = judged(new Diagnostics(rules, Severity.ERROR), clean);
        assertThat(stale.reasons()).containsExactly(ReasonCode.DATASET_MISMATCH);
        assertThat(stale.message()).contains("dataset 'data' is not named by the run");
        EvidenceRules loose =
                new EvidenceRules("evaluate", ImmutableSet.of("auc"), Fraction.of(2, 100), ImmutableMap.of());
        assertThat(judged(new Diagnostics(loose, Severity.INFO), clean).status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(Sample.report()
                        .judged(new Diagnostics(loose, Severity.ERROR), Sample.report())
                        .status())
                .isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void the_eval_set_must_be_named_by_both_sides_and_be_the_same() {
        Check same = new EvalSet(Optional.empty());

        assertThat(set(SET).judged(same, set(SET)).status()).isEqualTo(CheckStatus.PASS);
        assertThat(set(OTHER).judged(same, set(SET)).status()).isEqualTo(CheckStatus.FAIL);
        assertThat(set(SET).judged(same, Sample.report()).status()).isEqualTo(CheckStatus.NOT_MEASURED);
        assertThat(Sample.report().judged(same, set(SET)).status()).isEqualTo(CheckStatus.NOT_MEASURED);
        assertThat(Sample.report().judged(same, Sample.report()).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void a_pinned_eval_set_is_the_only_one_that_counts() {
        Check pinned = new EvalSet(Optional.of(SET));

        assertThat(set(SET).judged(pinned, set(SET)).status()).isEqualTo(CheckStatus.PASS);
        assertThat(set(OTHER).judged(pinned, set(OTHER)).reasons()).containsExactly(ReasonCode.EVAL_SET_MISMATCH);
    }

    @Test
    void one_lost_refusal_fails_however_many_are_won() {
        Check refusals = new RefusalSuite(Fraction.of(1, 2));
        Sample before = Sample.report().answered("a", true).answered("b", false).answered("c", false);
        Sample lost = Sample.report().answered("a", false).answered("b", true).answered("c", true);

        assertThat(before.judged(new RefusalSuite(Fraction.of(1, 3)), before).status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(before.judged(refusals, before).reasons()).containsExactly(ReasonCode.REFUSAL_LOST);
        Outcome outcome = lost.judged(refusals, before);
        assertThat(outcome.reasons()).containsExactly(ReasonCode.REFUSAL_LOST);
        assertThat(outcome.message()).endsWith("look at 'a'");
        assertThat(Sample.report().bucket("a", "1").judged(refusals, before).status())
                .isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void latency_is_judged_by_its_ratio_exactly() {
        Check fifth =
                new LatencyRatio(new Metric("latency_ms.p50"), Limits.atMost(Fraction.of(12, 10)), Optional.empty());

        assertThat(p50("12").judged(fifth, p50("10")).status()).isEqualTo(CheckStatus.PASS);
        assertThat(p50("12.0000001").judged(fifth, p50("10")).reasons()).containsExactly(ReasonCode.LATENCY_TOO_HIGH);
        assertThat(p50("0").judged(fifth, p50("10")).status()).isEqualTo(CheckStatus.NOT_MEASURED);
        assertThat(p50("1").judged(fifth, Sample.report()).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void latency_by_interval_passes_fails_or_says_that_it_cannot_tell() {
        Check byCases =
                new LatencyRatio(new Metric("latency_ms.p50"), Limits.atMost(Fraction.of(12, 10)), Optional.of(0.05));

        assertThat(timed(100, 1).judged(byCases, timed(100, 1)).status()).isEqualTo(CheckStatus.PASS);
        assertThat(timed(100, 2).judged(byCases, timed(100, 1)).reasons()).containsExactly(ReasonCode.LATENCY_TOO_HIGH);
        assertThat(timed(100, 1.2).judged(byCases, timed(100, 1)).status()).isEqualTo(CheckStatus.INCONCLUSIVE);
        assertThat(timed(10, 1).judged(byCases, timed(100, 1)).status()).isEqualTo(CheckStatus.INCONCLUSIVE);
        assertThat(Sample.report().judged(byCases, timed(100, 1)).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void quality_is_worth_so_much_and_no_more() {
        Check worth = new CostPerQuality(
                new Metric("cost"), new Metric("metrics.f1"), Fraction.of(10, 1), Optional.of(Fraction.of(50, 1)));
        Sample before = priced("1", "0.8");

        assertThat(priced("2", "0.9").judged(worth, before).status()).isEqualTo(CheckStatus.PASS);
        assertThat(priced("2.01", "0.9").judged(worth, before).reasons()).containsExactly(ReasonCode.COST_TOO_HIGH);
        assertThat(priced("1", "0.8").judged(worth, before).status()).isEqualTo(CheckStatus.PASS);
        assertThat(priced("0.5", "0.79").judged(worth, before).status()).isEqualTo(CheckStatus.PASS);
        assertThat(priced("0.51", "0.79").judged(worth, before).status()).isEqualTo(CheckStatus.FAIL);
        assertThat(Sample.report().number("cost", "1").judged(worth, before).status())
                .isEqualTo(CheckStatus.NOT_MEASURED);
        Check noLoss =
                new CostPerQuality(new Metric("cost"), new Metric("metrics.f1"), Fraction.of(10, 1), Optional.empty());
        assertThat(priced("0", "0.79").judged(noLoss, before).status()).isEqualTo(CheckStatus.FAIL);
    }

    @Test
    void integrity_wants_the_model_the_set_the_cases_and_figures_that_agree() {
        Sample whole = Sample.report()
                .model("a".repeat(64))
                .evalSet(SET)
                .cases("b", 9, 10)
                .counted("aggregate", 9, 10)
                .number("metrics.accuracy", "0.9");

        assertThat(whole.judged(new Integrity(), Sample.report()).status()).isEqualTo(CheckStatus.PASS);
        assertThat(whole.number("metrics.accuracy", "0.951")
                        .judged(new Integrity(), Sample.report())
                        .message())
                .contains("it states metrics.accuracy as 0.951 while its cases give 0.9");
        assertThat(Sample.report().judged(new Integrity(), Sample.report()).message())
                .contains("it names no model, names no evaluation set, has no cases");
    }

    @Test
    void a_report_that_copies_the_baseline_of_another_model_is_found() {
        Sample before = Sample.report().model("a".repeat(64)).evalSet(SET).cases("b", 9, 10);
        Sample copy = Sample.report().model("b".repeat(64)).evalSet(SET).cases("b", 9, 10);
        Sample same = Sample.report().model("a".repeat(64)).evalSet(SET).cases("b", 9, 10);

        assertThat(copy.judged(new Integrity(), before).reasons()).containsExactly(ReasonCode.INTEGRITY_BROKEN);
        assertThat(same.judged(new Integrity(), before).status()).isEqualTo(CheckStatus.PASS);
        Sample alike = Sample.report().model("b".repeat(64)).evalSet(SET).cases("b", 8, 10);
        assertThat(alike.judged(new Integrity(), before).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void a_shift_that_is_no_chance_and_still_tiny_is_no_drift() {
        Check drift = new Drift(ImmutableSet.of("verb"), Fraction.of(1, 10), 0.05);

        assertThat(spread(52_000, 48_000).judged(drift, spread(50_000, 50_000)).status())
                .isEqualTo(CheckStatus.PASS);
    }

    @Test
    void a_composite_is_inconclusive_where_an_open_part_could_still_tip_it() {
        PlacedCheck open = new PlacedCheck(
                "open",
                CheckSeverity.CRITICAL,
                Optional.empty(),
                new Drift(ImmutableSet.of("verb"), Fraction.of(1, 10), 0.05));
        Composite both = new Composite(
                2,
                ImmutableList.<PlacedCheck>builder()
                        .addAll(atLeast(1, "a").parts())
                        .add(open)
                        .build());

        assertThat(spread(20, 20).number("a", "1").judged(both, spread(20, 20)).status())
                .isEqualTo(CheckStatus.INCONCLUSIVE);
        assertThat(spread(20, 20).number("a", "0").judged(both, spread(20, 20)).status())
                .isEqualTo(CheckStatus.FAIL);
    }

    @Test
    void drift_beyond_limit_and_chance_fails_and_few_cases_decide_nothing() {
        Check drift = new Drift(ImmutableSet.of("verb"), Fraction.of(1, 10), 0.05);

        assertThat(spread(500, 500).judged(drift, spread(500, 500)).status()).isEqualTo(CheckStatus.PASS);
        assertThat(spread(900, 100).judged(drift, spread(500, 500)).reasons()).containsExactly(ReasonCode.DRIFTED);
        assertThat(spread(30, 30).judged(drift, spread(20, 20)).status()).isEqualTo(CheckStatus.INCONCLUSIVE);
        assertThat(spread(30, 30).judged(drift, Sample.report()).status()).isEqualTo(CheckStatus.NOT_MEASURED);
        assertThat(spread(33, 17).judged(drift, spread(25, 25)).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void a_composite_holds_by_so_many_of_its_parts() {
        Sample candidate = Sample.report().number("a", "1").number("b", "0");

        assertThat(candidate.judged(atLeast(1, "a", "b"), Sample.report()).status())
                .isEqualTo(CheckStatus.PASS);
        Outcome all = candidate.judged(atLeast(2, "a", "b"), Sample.report());
        assertThat(all.reasons()).containsExactly(ReasonCode.COMPOSITE_NOT_MET);
        assertThat(all.parts()).extracting(part -> part.status()).containsExactly(CheckStatus.PASS, CheckStatus.FAIL);
        assertThat(candidate.judged(atLeast(2, "a", "absent"), Sample.report()).status())
                .isEqualTo(CheckStatus.FAIL);
        assertThatThrownBy(() -> new Composite(0, ImmutableList.of()))
                .hasMessage("0 of 0 checks must hold, but a number from 1 to 0 is required; an empty demand proves"
                        + " nothing");
    }

    @Test
    void a_check_of_a_suite_that_is_not_there_is_not_measured() {
        PlacedCheck placed =
                new PlacedCheck("x", CheckSeverity.CRITICAL, Optional.of("injection"), new RefusalSuite(Fraction.ONE));
        SuiteEvidence suite = Sample.report().against(Sample.report());

        assertThat(placed.judge(PolicyEvidence.of(suite)).reasons()).containsExactly(ReasonCode.SUITE_MISSING);
    }

    private static Composite atLeast(int needed, String... metrics) {
        ImmutableList.Builder<PlacedCheck> parts = ImmutableList.builder();
        for (String metric : metrics) {
            parts.add(new PlacedCheck(
                    metric,
                    CheckSeverity.CRITICAL,
                    Optional.empty(),
                    new AbsoluteLimit(new Metric(metric), Limits.atLeast(Fraction.ONE))));
        }
        return new Composite(needed, parts.build());
    }

    private static Outcome judged(Check check, RunEvidence run) {
        SuiteEvidence suite = new SuiteEvidence(
                Sample.report().evidence(), Sample.report().evidence(), Optional.of(run), Optional.empty());
        return check.judge(suite, PolicyEvidence.of(suite));
    }

    private static RunEvidence run(String stage, String status, String measuredIn) {
        return new RunEvidence(
                "run:1",
                "completed",
                ImmutableList.of(new RunEvidence.Stage(stage, status)),
                ImmutableList.of(new RunEvidence.Measurement("auc", Optional.of(measuredIn), Fraction.ONE)),
                ImmutableMap.of(),
                ImmutableList.of(),
                ImmutableList.of());
    }

    private static Sample set(String sha256) {
        return Sample.report().evalSet(sha256);
    }

    private static Sample p50(String value) {
        return Sample.report().number("latency_ms.p50", value);
    }

    private static Sample priced(String cost, String quality) {
        return Sample.report().number("cost", cost).number("metrics.f1", quality);
    }

    private static Sample timed(int n, double factor) {
        Sample report = Sample.report();
        for (int i = 0; i < n; i++) {
            report.timed("c" + i, true, "b", Optional.of(BigDecimal.valueOf((100 + i % 10) * factor)));
        }
        return report;
    }

    private static Sample spread(long went, long goed) {
        JsonObject counts =
                JsonBuilder.object().put("went", went).put("goed", goed).build();
        JsonObject features = JsonBuilder.object().put("verb", counts).build();
        return Sample.report()
                .source(JsonBuilder.object().put("distributions", features).build());
    }

    private static String accuracy(int release) {
        return new BigDecimal("0.95")
                .subtract(new BigDecimal("0.019").multiply(BigDecimal.valueOf(release)))
                .toPlainString();
    }
}
