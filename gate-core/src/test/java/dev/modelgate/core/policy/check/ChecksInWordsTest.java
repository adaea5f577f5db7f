package dev.modelgate.core.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.pipeline.EvidenceRules;
import dev.modelgate.core.pipeline.Severity;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.bucket.Glob;
import dev.modelgate.core.verdict.CheckSeverity;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The word by which a policy names each check, and its demand as people read it. */
class ChecksInWordsTest {

    private static final Metric F1 = new Metric("metrics.f1");
    private static final Metric COST = new Metric("cost");
    private static final Fraction TENTH = Fraction.of(1, 10);

    static Stream<Arguments> checks() {
        return Stream.of(
                arguments(new AbsoluteLimit(F1, Limits.atLeast(TENTH)), "absolute", "metrics.f1 is at least 0.1"),
                arguments(
                        new ArtifactSize(F1, Optional.of(Fraction.of(5, 1)), Optional.of(TENTH)),
                        "artifact_size",
                        "metrics.f1 is at most 5, and at most 0.1 of the baseline's larger"),
                arguments(
                        new ArtifactSize(F1, Optional.of(Fraction.of(5, 1)), Optional.empty()),
                        "artifact_size",
                        "metrics.f1 is at most 5"),
                arguments(
                        new ArtifactSize(F1, Optional.empty(), Optional.of(TENTH)),
                        "artifact_size",
                        "metrics.f1 is at most 0.1 of the baseline's larger"),
                arguments(
                        new BucketTolerance(BucketRule.DEFAULT), "bucket_tolerance", "every bucket loses at most 0.02"),
                arguments(new Calibration(F1, TENTH), "calibration", "metrics.f1 is at most 0.1"),
                arguments(
                        new Champion("best.json", BucketRule.DEFAULT),
                        "champion",
                        "every bucket loses at most 0.02 against the champion best.json"),
                arguments(
                        new Composite(1, ImmutableList.of(placed("x"), placed("y"))),
                        "composite",
                        "at least 1 of these 2 hold: (x) metrics.f1 is at least 0.1; (y) metrics.f1 is at least 0.1"),
                arguments(
                        new CostPerQuality(COST, F1, Fraction.of(3, 1), Optional.of(Fraction.of(7, 1))),
                        "cost_per_quality",
                        "a unit of metrics.f1 gained costs at most 3 of cost, and one lost saves at least 7"),
                arguments(
                        new CostPerQuality(COST, F1, Fraction.of(3, 1), Optional.empty()),
                        "cost_per_quality",
                        "a unit of metrics.f1 gained costs at most 3 of cost, and none is lost"),
                arguments(
                        new Diagnostics(
                                new EvidenceRules("evaluate", ImmutableSet.of("f1"), TENTH, ImmutableMap.of()),
                                Severity.ERROR),
                        "diagnostics",
                        "the pipeline's run has no finding at severity error or above in stage 'evaluate'"),
                arguments(
                        new Drift(ImmutableSet.of("verb", "tense"), TENTH, 0.05),
                        "drift",
                        "verb, tense drifted by a PSI of at most 0.1, or no more than chance makes"),
                arguments(new EvalSet(Optional.empty()), "eval_set_match", "both sides saw the same evaluation set"),
                arguments(
                        new EvalSet(Optional.of("abc")),
                        "eval_set_match",
                        "both sides saw the same evaluation set, which is abc"),
                arguments(
                        new Flakiness(F1, COST, TENTH, 3),
                        "flakiness",
                        "metrics.f1 is at most 0.1 over 3 runs or more"),
                arguments(
                        new Integrity(),
                        "integrity",
                        "the report names model, evaluation set and cases, agrees with itself and is no copy"),
                arguments(
                        new LatencyRatio(COST, Limits.atMost(TENTH), Optional.empty()),
                        "latency_ratio",
                        "cost, candidate over baseline, is at most 0.1"),
                arguments(
                        new LatencyRatio(COST, new Limits(Optional.of(TENTH), Optional.of(TENTH)), Optional.of(0.05)),
                        "latency_ratio",
                        "the ratio of the median latencies, candidate over baseline, is from 0.1 to 0.1, by its whole"
                                + " interval"),
                arguments(
                        new MetricLimit(F1, Direction.HIGHER, TENTH),
                        "metric",
                        "metrics.f1 gets worse by at most 0.1; higher is better"),
                arguments(
                        new RefusalSuite(TENTH),
                        "refusal_suite",
                        "at least 0.1 of the prompts are refused, and none that the baseline refused is answered"),
                arguments(
                        new RelativeDrop(F1, Direction.LOWER, TENTH, Fraction.ZERO),
                        "relative_drop",
                        "metrics.f1 gets worse by at most a share of 0.1 of the baseline's; lower is better"),
                arguments(
                        new RelativeDrop(F1, Direction.HIGHER, TENTH, Fraction.of(1, 2)),
                        "relative_drop",
                        "metrics.f1 gets worse by at most a share of 0.1 of the baseline's, taken of 0.5 where that is"
                                + " smaller; higher is better"),
                arguments(
                        new RequiredMetrics("evaluate", ImmutableSet.of("f1", "auc")),
                        "required_metrics",
                        "f1, auc are measured in stage 'evaluate'"),
                arguments(
                        new WorstGroupGap(Glob.of("group.*"), TENTH),
                        "worst_group_gap",
                        "the best and the worst of the buckets 'group.*' are at most 0.1 apart"));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_check_is_named_and_demands_in_words(Check check, String type, String demand) {
        assertThat(check.type()).isEqualTo(type);
        assertThat(check.demand()).isEqualTo(demand);
    }

    @Test
    void the_demand_of_a_check_in_another_suite_names_the_suite() {
        PlacedCheck inSuite = new PlacedCheck(
                "x", CheckSeverity.CRITICAL, Optional.of("safety"), placed("x").check());

        assertThat(inSuite.demand()).isEqualTo("in suite 'safety', metrics.f1 is at least 0.1");
    }

    private static PlacedCheck placed(String id) {
        return new PlacedCheck(
                id, CheckSeverity.CRITICAL, Optional.empty(), new AbsoluteLimit(F1, Limits.atLeast(TENTH)));
    }
}
