package dev.modelgate.core.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.pipeline.EvidenceRules;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.pipeline.Severity;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.verdict.CheckStatus;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits that may be nothing at all, and evidence that is nearly what a check asks for. */
class ExactLimitsTest {

    private static final Metric F1 = new Metric("metrics.f1");
    private static final Metric COST = new Metric("cost");

    @Test
    void no_loss_no_drop_and_no_guard_are_limits() {
        assertThatCode(() -> new MetricLimit(F1, Direction.HIGHER, Fraction.ZERO))
                .doesNotThrowAnyException();
        assertThatCode(() -> new RelativeDrop(F1, Direction.HIGHER, Fraction.ZERO, Fraction.ZERO))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Flakiness(F1, COST, Fraction.ZERO, 2)).doesNotThrowAnyException();
        assertThatCode(() -> new ArtifactSize(F1, Optional.empty(), Optional.of(Fraction.ZERO)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_drop_of_everything_is_no_limit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RelativeDrop(F1, Direction.HIGHER, Fraction.ONE, Fraction.ZERO))
                .withMessageStartingWith("'max_drop' is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Flakiness(F1, COST, Fraction.ZERO, 1))
                .withMessageStartingWith("'runs_at_least' is 1");
    }

    @Test
    void the_same_quality_at_the_same_cost_is_worth_it_where_no_loss_is_accepted() {
        Sample same = Sample.report().number("cost", "1").number("metrics.f1", "0.8");

        assertThat(same.judged(new CostPerQuality(COST, F1, Fraction.of(10, 1), Optional.empty()), same)
                        .status())
                .isEqualTo(CheckStatus.PASS);
    }

    @Test
    void stated_and_counted_accuracy_agree_within_half_a_unit_of_the_last_digit() {
        Sample whole =
                Sample.report().model("a".repeat(64)).evalSet("5".repeat(64)).cases("b", 19, 20);
        whole.counted("aggregate", 19, 20);

        assertThat(whole.number("metrics.accuracy", "0.9")
                        .judged(new Integrity(), Sample.report())
                        .status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(whole.number("metrics.accuracy", "0.94")
                        .judged(new Integrity(), Sample.report())
                        .status())
                .isEqualTo(CheckStatus.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.5", "281474976710656"})
    void what_is_no_count_is_not_measured(String count) {
        Check drift = new Drift(ImmutableSet.of("verb"), Fraction.of(1, 10), 0.05);
        Sample good =
                counts(JsonBuilder.object().put("went", 60).put("goed", 60).build());
        JsonObject bad = JsonBuilder.object()
                .put("went", JsonNumber.of(new BigDecimal(count)))
                .put("goed", 60)
                .build();

        assertThat(counts(bad).judged(drift, good).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void categories_that_nobody_saw_count_as_none_and_none_at_all_is_not_measured() {
        Check drift = new Drift(ImmutableSet.of("verb"), Fraction.of(1, 10), 0.05);
        Sample good = counts(JsonBuilder.object().put("went", 60).put("goed", 0).build());
        Sample none = counts(JsonBuilder.object().put("went", 0).put("goed", 0).build());

        assertThat(good.judged(drift, good).status()).isEqualTo(CheckStatus.PASS);
        assertThat(none.judged(drift, good).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void the_side_that_names_no_set_is_told() {
        Check same = new EvalSet(Optional.empty());
        Sample named = Sample.report().evalSet("5".repeat(64));

        assertThat(named.judged(same, Sample.report()).message()).contains("the baseline's report carries no hash");
        assertThat(Sample.report().judged(same, named).message()).contains("the candidate's report carries no hash");
    }

    @Test
    void findings_below_the_severity_do_not_count() {
        EvidenceRules rules =
                new EvidenceRules("evaluate", ImmutableSet.of("auc"), Fraction.of(2, 100), ImmutableMap.of());
        RunEvidence marked = new RunEvidence(
                "run:1",
                "completed",
                ImmutableList.of(new RunEvidence.Stage("evaluate", "completed")),
                ImmutableList.of(new RunEvidence.Measurement("auc", Optional.of("evaluate"), Fraction.ONE)),
                ImmutableMap.of(),
                ImmutableList.of(new RunEvidence.Degradation(Severity.INFO, "a log was cut")),
                ImmutableList.of());

        assertThat(judged(new Diagnostics(rules, Severity.ERROR), marked).status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(judged(new Diagnostics(rules, Severity.INFO), marked).message())
                .startsWith("diagnostics: 1 found, but none at severity info or above is required");
    }

    @Test
    void cases_of_which_one_does_not_say_if_it_was_refused_measure_nothing() {
        CaseResult silent = new CaseResult(
                "c",
                ImmutableList.of(),
                Fraction.ONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Evidence known = Sample.report().answered("a", true).evidence();

        for (ImmutableList<CaseResult> cases :
                ImmutableList.of(ImmutableList.<CaseResult>of(), ImmutableList.of(silent))) {
            SuiteEvidence suite = new SuiteEvidence(with(cases), known);
            assertThat(new RefusalSuite(Fraction.ZERO)
                            .judge(suite, PolicyEvidence.of(suite))
                            .message())
                    .contains("the candidate's report lacks it");
        }
    }

    private static Evidence with(ImmutableList<CaseResult> cases) {
        return new Evidence(
                new EvalReport(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ImmutableMap.of(),
                        ImmutableMap.of(),
                        Optional.of(cases),
                        JsonBuilder.object().build()),
                "c".repeat(64),
                Optional.empty());
    }

    private static Outcome judged(Check check, RunEvidence run) {
        SuiteEvidence suite = new SuiteEvidence(
                Sample.report().evidence(), Sample.report().evidence(), Optional.of(run), Optional.empty());
        return check.judge(suite, PolicyEvidence.of(suite));
    }

    private static Sample counts(JsonObject verb) {
        JsonObject features = JsonBuilder.object().put("verb", verb).build();
        return Sample.report()
                .source(JsonBuilder.object().put("distributions", features).build());
    }
}
