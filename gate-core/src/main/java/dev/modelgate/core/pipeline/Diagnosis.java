package dev.modelgate.core.pipeline;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.pipeline.RunEvidence.Deployment;
import dev.modelgate.core.pipeline.RunEvidence.Measurement;
import dev.modelgate.core.pipeline.RunEvidence.Stage;
import dev.modelgate.core.policy.ReasonCode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a run's evidence is what it seems: from the right stage, of the right data, whole. A number says nothing of
 * its own about any of these.
 */
final class Diagnosis {

    private final RunEvidence run;
    private final EvidenceRules rules;
    private final ImmutableList.Builder<Diagnostic> found = ImmutableList.builder();

    private Diagnosis(RunEvidence run, EvidenceRules rules) {
        this.run = run;
        this.rules = rules;
    }

    static ImmutableList<Diagnostic> of(RunEvidence run, EvidenceRules rules) {
        Diagnosis diagnosis = new Diagnosis(run, rules);
        diagnosis.lookAtStatus();
        diagnosis.lookAtStages();
        diagnosis.lookForOrphans();
        rules.metrics().forEach(diagnosis::lookAtMetric);
        rules.datasets().forEach(diagnosis::lookAtDataset);
        diagnosis.lookAtMarks();
        return diagnosis.found.build();
    }

    private void lookAtStatus() {
        if (!run.status().equals(RunEvidence.COMPLETED)) {
            error(
                    ReasonCode.RUN_INCOMPLETE,
                    "the run is '%s', but only a completed one is judged; let it end and run again"
                            .formatted(run.status()));
        }
    }

    private void lookAtStages() {
        if (run.stage(rules.stage()).isEmpty()) {
            error(
                    ReasonCode.STAGE_MISSING,
                    "stage '%s' did not run, but its metrics are required; run it".formatted(rules.stage()));
        }
        for (Stage stage : run.stages()) {
            Severity severity = stage.name().equals(rules.stage()) ? Severity.ERROR : Severity.WARNING;
            if (!stage.isComplete()) {
                add(
                        ReasonCode.STAGE_INCOMPLETE,
                        severity,
                        "stage '%s' is '%s', but completed is required; run it to its end"
                                .formatted(stage.name(), stage.status()));
            } else if (run.measuredIn(stage.name()).isEmpty()) {
                add(
                        ReasonCode.STAGE_WITHOUT_METRICS,
                        severity == Severity.ERROR ? severity : Severity.INFO,
                        "stage '%s' completed and recorded no metric; see what it did".formatted(stage.name()));
            }
        }
    }

    /** Whatever the value: a 0.0 that no stage measured is as false as a 0.9. */
    private void lookForOrphans() {
        Set<String> orphans = new LinkedHashSet<>();
        for (Measurement measurement : run.measurements()) {
            measurement
                    .stage()
                    .filter(stage -> run.stage(stage).isEmpty())
                    .ifPresent(stage -> orphans.add(
                            "'%s' = %s in '%s'".formatted(measurement.metric(), measurement.value(), stage)));
        }
        if (!orphans.isEmpty()) {
            error(
                    ReasonCode.METRIC_WITHOUT_STAGE,
                    "metrics are recorded against a stage that never ran (%s), but only a stage that ran measures; find who wrote them"
                            .formatted(String.join(", ", orphans)));
        }
    }

    private void lookAtMetric(String metric) {
        Set<String> stages = new LinkedHashSet<>();
        Set<Object> values = new LinkedHashSet<>();
        for (Measurement measurement : run.measurements()) {
            if (measurement.metric().equals(metric)) {
                placeThatRan(measurement).ifPresent(stages::add);
                if (measurement.isIn(rules.stage())) {
                    values.add(measurement.value());
                }
            }
        }
        if (values.size() > 1) {
            error(
                    ReasonCode.METRIC_AMBIGUOUS,
                    "metric '%s' is recorded in stage '%s' with %d different values, but one must count; record one"
                            .formatted(metric, rules.stage(), values.size()));
        }
        if (values.isEmpty() && !stages.isEmpty()) {
            error(
                    ReasonCode.METRIC_OUTSIDE_STAGE,
                    "metric '%s' is recorded in %s, but stage '%s' must measure it; record it where it was measured"
                            .formatted(metric, String.join(" and ", stages), rules.stage()));
        }
    }

    /** What was recorded against a stage that never ran is reported on its own. */
    private Optional<String> placeThatRan(Measurement measurement) {
        return measurement.stage().isEmpty()
                ? Optional.of("no stage")
                : measurement.stage().flatMap(run::stage).map(stage -> "stage '" + stage.name() + "'");
    }

    private void lookAtDataset(String dataset, String agreed) {
        Optional<String> used = Optional.ofNullable(run.datasets().get(dataset));
        if (!used.equals(Optional.of(agreed))) {
            error(
                    ReasonCode.DATASET_MISMATCH,
                    "dataset '%s' is %s, but version '%s' is agreed; evaluate on that version"
                            .formatted(
                                    dataset,
                                    used.map(version -> "at version '" + version + "'")
                                            .orElse("not named by the run"),
                                    agreed));
        }
    }

    private void lookAtMarks() {
        run.degradations()
                .forEach(mark -> add(
                        ReasonCode.RECORD_DEGRADED,
                        mark.severity(),
                        "the run says of itself that a record is not whole (%s); mend the cause and run again"
                                .formatted(mark.what())));
        for (Deployment deployment : run.deployments()) {
            if (deployment.status().equals("failed")) {
                error(
                        ReasonCode.DEPLOYMENT_FAILED,
                        "deployment '%s' of the run failed, but none may have; find out why before the next one"
                                .formatted(deployment.name()));
            }
        }
    }

    private void error(ReasonCode code, String message) {
        add(code, Severity.ERROR, message);
    }

    private void add(ReasonCode code, Severity severity, String message) {
        found.add(new Diagnostic(code, severity, message));
    }
}
