package dev.modelgate.core.policy.check;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.util.List;
import java.util.Optional;

/**
 * Metrics that must have been measured, in the stage that must measure them: a number from training looks like one
 * from evaluation and proves nothing. A report that carries its pipeline's run is judged by what that run recorded.
 *
 * @param stage by its name in the pipeline
 * @param metrics by name, without {@code metrics.}
 */
public record RequiredMetrics(String stage, ImmutableSet<String> metrics) implements Check {

    public static final String TYPE = "required_metrics";

    public RequiredMetrics {
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("no metrics are required, but at least one is; name it");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "%s are measured in stage '%s'".formatted(String.join(", ", metrics), stage);
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        Optional<String> found = suite.candidateRun().isPresent()
                ? completedStage(suite.candidateRun().get())
                : suite.found().stage();
        if (found.isEmpty()) {
            return Outcome.notMeasured(
                    ReasonCode.STAGE_MISSING,
                    "the stage",
                    "'" + stage + "'",
                    "run that stage and say so in the report");
        }
        if (!found.get().equals(stage)) {
            return Outcome.fail(
                    ReasonCode.STAGE_MISMATCH,
                    "the stage",
                    "'" + found.get() + "'",
                    "'" + stage + "'",
                    "report the metrics of that stage");
        }
        List<String> missing =
                metrics.stream().filter(metric -> !isMeasured(metric, suite)).toList();
        return missing.isEmpty() ? measured() : missing(missing);
    }

    private Outcome measured() {
        return Outcome.pass("metrics of stage '%s'".formatted(stage), names(metrics.asList()), names(metrics.asList()));
    }

    private Outcome missing(List<String> missing) {
        return Outcome.notMeasured(
                ReasonCode.METRIC_MISSING,
                "%s in stage '%s'".formatted(names(missing), stage),
                names(metrics.asList()),
                "run that stage to its end");
    }

    private Optional<String> completedStage(RunEvidence run) {
        return run.stage(stage).filter(RunEvidence.Stage::isComplete).map(RunEvidence.Stage::name);
    }

    private boolean isMeasured(String metric, SuiteEvidence suite) {
        return suite.candidateRun()
                .map(run -> run.value(metric, stage).isPresent())
                .orElseGet(() -> isReported(metric, suite.found()));
    }

    private static boolean isReported(String metric, EvalReport report) {
        return report.numbers().containsKey("metrics." + metric)
                || report.numbers().containsKey(metric);
    }

    private static String names(List<String> names) {
        return String.join(", ", ImmutableList.sortedCopyOf(names));
    }
}
