package dev.modelgate.core.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.Glob;
import dev.modelgate.core.verdict.CheckStatus;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks that hold one number to limits: the limit itself holds, a digit beyond fails, absence never passes. */
class LimitChecksTest {

    private static final Sample NOTHING = Sample.report();

    @Test
    void absolute_holds_at_the_limit_and_fails_one_digit_beyond() {
        Check floor = new AbsoluteLimit(new Metric("metrics.auc"), Limits.atLeast(fraction("0.95")));

        assertThat(auc("0.95").judged(floor, NOTHING).status()).isEqualTo(CheckStatus.PASS);
        Outcome below = auc("0.9499999999").judged(floor, NOTHING);
        assertThat(below.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(below.reasons()).containsExactly(ReasonCode.OUT_OF_LIMITS);
        assertThat(below.message())
                .isEqualTo("metrics.auc is 0.9499999999, but at least 0.95 is required; train on, or keep the previous"
                        + " model");
    }

    @Test
    void absolute_is_not_measured_where_the_number_is_absent() {
        Check ceiling = new AbsoluteLimit(new Metric("metrics.loss"), Limits.atMost(fraction("1")));

        Outcome outcome = auc("0.9").judged(ceiling, NOTHING);

        assertThat(outcome.status()).isEqualTo(CheckStatus.NOT_MEASURED);
        assertThat(outcome.found()).isEmpty();
        assertThat(outcome.message())
                .isEqualTo("metrics.loss is not measured, but at most 1 is required; the candidate's report lacks it;"
                        + " measure it");
    }

    @Test
    void aggregate_is_the_bucket_of_that_name_before_the_metric() {
        Check floor = new AbsoluteLimit(Metric.AGGREGATE, Limits.atLeast(fraction("0.95")));

        assertThat(Sample.report()
                        .bucket("aggregate", "0.9")
                        .number("metrics.accuracy", "0.99")
                        .judged(floor, NOTHING)
                        .found())
                .contains("0.9");
        assertThat(Sample.report()
                        .number("metrics.accuracy", "0.99")
                        .judged(floor, NOTHING)
                        .status())
                .isEqualTo(CheckStatus.PASS);
    }

    @Test
    void a_bucket_is_reached_by_its_whole_name_dots_and_all() {
        Check floor = new AbsoluteLimit(new Metric("buckets.tense.past"), Limits.atLeast(fraction("0.5")));

        assertThat(Sample.report()
                        .bucket("tense.past", "0.5")
                        .judged(floor, NOTHING)
                        .status())
                .isEqualTo(CheckStatus.PASS);
    }

    @Test
    void limits_refuse_to_be_none_or_crossed() {
        assertThatThrownBy(() -> new Limits(Optional.empty(), Optional.empty()))
                .hasMessage("there is no limit, but 'at_least' or 'at_most' is required");
        assertThatThrownBy(() -> new Limits(Optional.of(fraction("2")), Optional.of(fraction("1"))))
                .hasMessage("'at_least' is 2 and 'at_most' is 1, but no number is both; swap them");
        assertThat(new Limits(Optional.of(fraction("0.8")), Optional.of(fraction("1.2"))))
                .hasToString("from 0.8 to 1.2");
    }

    @Test
    void relative_drop_is_a_share_of_the_baseline_and_its_bound_holds() {
        Check drop = new RelativeDrop(new Metric("metrics.auc"), Direction.HIGHER, fraction("0.02"), Fraction.ZERO);

        assertThat(auc("0.882").judged(drop, auc("0.9")).status()).isEqualTo(CheckStatus.PASS);
        Outcome dropped = auc("0.8819999").judged(drop, auc("0.9"));
        assertThat(dropped.reasons()).containsExactly(ReasonCode.METRIC_DROPPED);
        assertThat(dropped.required()).isEqualTo("at least 0.882");
    }

    @Test
    void relative_drop_takes_the_share_of_the_guard_below_it() {
        Check guarded =
                new RelativeDrop(new Metric("metrics.auc"), Direction.HIGHER, fraction("0.02"), fraction("0.5"));

        assertThat(auc("0.09").judged(guarded, auc("0.1")).status()).isEqualTo(CheckStatus.PASS);
        assertThat(auc("0.0899").judged(guarded, auc("0.1")).status()).isEqualTo(CheckStatus.FAIL);
    }

    @Test
    void relative_drop_of_a_number_that_should_fall_is_a_rise() {
        Check rise = new RelativeDrop(new Metric("metrics.auc"), Direction.LOWER, fraction("0.1"), Fraction.ZERO);

        assertThat(auc("1.1").judged(rise, auc("1")).status()).isEqualTo(CheckStatus.PASS);
        assertThat(auc("1.11").judged(rise, auc("1")).required()).isEqualTo("at most 1.1");
        assertThat(auc("-1.11").judged(rise, auc("-1")).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void relative_drop_is_not_measured_without_a_baseline() {
        Check drop = new RelativeDrop(new Metric("metrics.auc"), Direction.HIGHER, fraction("0.02"), Fraction.ZERO);

        assertThat(auc("1").judged(drop, NOTHING).status()).isEqualTo(CheckStatus.NOT_MEASURED);
        assertThat(NOTHING.judged(drop, auc("1")).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void a_metric_may_get_worse_in_its_own_unit_by_so_much() {
        Check slower = new MetricLimit(new Metric("latency_ms.p99"), Direction.LOWER, fraction("5"));
        Sample before = Sample.report().number("latency_ms.p99", "20");

        assertThat(Sample.report()
                        .number("latency_ms.p99", "25")
                        .judged(slower, before)
                        .status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(Sample.report()
                        .number("latency_ms.p99", "25.1")
                        .judged(slower, before)
                        .status())
                .isEqualTo(CheckStatus.FAIL);
        assertThat(Sample.report()
                        .number("latency_ms.p99", "1")
                        .judged(slower, NOTHING)
                        .status())
                .isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void calibration_fails_above_its_ceiling_by_its_own_code() {
        Check ece = new Calibration(new Metric("metrics.ece"), fraction("0.05"));

        assertThat(Sample.report()
                        .number("metrics.ece", "0.05")
                        .judged(ece, NOTHING)
                        .status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(Sample.report()
                        .number("metrics.ece", "0.051")
                        .judged(ece, NOTHING)
                        .reasons())
                .containsExactly(ReasonCode.MISCALIBRATED);
        assertThat(NOTHING.judged(ece, NOTHING).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void artifact_size_is_held_to_the_tighter_of_both_limits() {
        Check size = new ArtifactSize(
                new Metric("artifact.bytes"), Optional.of(fraction("1000")), Optional.of(fraction("0.1")));

        assertThat(bytes("550").judged(size, bytes("500")).status()).isEqualTo(CheckStatus.PASS);
        assertThat(bytes("551").judged(size, bytes("500")).reasons()).containsExactly(ReasonCode.ARTIFACT_TOO_LARGE);
        assertThat(bytes("1001").judged(size, bytes("950")).required()).isEqualTo("at most 1000");
        assertThat(bytes("500").judged(size, NOTHING).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void flakiness_is_not_measured_by_one_run() {
        Check flaky = new Flakiness(new Metric("flakiness.rate"), new Metric("flakiness.runs"), fraction("0.01"), 3);

        assertThat(flaked("0", "2").judged(flaky, NOTHING).status()).isEqualTo(CheckStatus.NOT_MEASURED);
        assertThat(flaked("0.01", "3").judged(flaky, NOTHING).status()).isEqualTo(CheckStatus.PASS);
        assertThat(flaked("0.02", "3").judged(flaky, NOTHING).reasons()).containsExactly(ReasonCode.FLAKY);
        assertThat(NOTHING.judged(flaky, NOTHING).status()).isEqualTo(CheckStatus.NOT_MEASURED);
        assertThatThrownBy(() -> new Flakiness(new Metric("a"), new Metric("b"), Fraction.ZERO, 1))
                .hasMessage("'runs_at_least' is 1, but at least 2 are required; one run shows nothing");
    }

    @Test
    void the_gap_is_between_the_best_and_the_worst_group_and_names_both() {
        Check gap = new WorstGroupGap(Glob.of("lang.*"), fraction("0.1"));
        Sample groups =
                Sample.report().bucket("lang.de", "0.9").bucket("lang.en", "1").bucket("other", "0");

        assertThat(groups.judged(gap, NOTHING).status()).isEqualTo(CheckStatus.PASS);
        Outcome wide =
                Sample.report().bucket("lang.de", "0.89").bucket("lang.en", "1").judged(gap, NOTHING);
        assertThat(wide.reasons()).containsExactly(ReasonCode.GROUP_GAP_TOO_WIDE);
        assertThat(wide.message()).endsWith("'lang.de' is at 0.89 while 'lang.en' is at 1");
    }

    @Test
    void a_group_that_the_candidate_lacks_is_not_measured_and_one_group_has_no_gap() {
        Check gap = new WorstGroupGap(Glob.of("lang.*"), fraction("0.1"));
        Sample two = Sample.report().bucket("lang.de", "0.9").bucket("lang.en", "1");
        Sample one = Sample.report().bucket("lang.en", "1");

        assertThat(two.judged(gap, Sample.report().bucket("lang.fr", "1")).status())
                .isEqualTo(CheckStatus.NOT_MEASURED);
        assertThat(one.judged(gap, NOTHING).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    private static Sample auc(String value) {
        return Sample.report().number("metrics.auc", value);
    }

    private static Sample bytes(String value) {
        return Sample.report().number("artifact.bytes", value);
    }

    private static Sample flaked(String rate, String runs) {
        return Sample.report().number("flakiness.rate", rate).number("flakiness.runs", runs);
    }

    private static Fraction fraction(String decimal) {
        return Fraction.of(new BigDecimal(decimal));
    }
}
