package dev.modelgate.registry.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.pipeline.EvidenceRules;
import dev.modelgate.core.pipeline.EvidenceVerdict;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.registry.artifact.mlflow.MlflowRunTracker;
import dev.modelgate.registry.artifact.mlflow.RealMlflow;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that MLflow's own client recorded on a real server: the good one passes, the three failures do not. */
@Tag("real")
class TrackedEvidenceRealTest {

    private static final String EVALUATE = "evaluate";

    @TempDir
    Path folder;

    @Test
    void catches_the_wrong_stage_the_wrong_data_and_the_skipped_evaluation() throws Exception {
        try (RealMlflow mlflow = RealMlflow.start(folder.resolve("mlflow"));
                MlflowRunTracker tracker = new MlflowRunTracker(mlflow.address(), RealMlflow.transport())) {
            JsonFields ids =
                    mlflow.pipelines(folder, "previous", "good", "measured-in-training", "other-data", "no-evaluation");
            TrackedEvidence source = new TrackedEvidence(tracker);
            RunEvidence previous = source.run(ids.text("previous"));

            assertThat(previous.datasets()).containsKey("clicks");
            assertThat(reasons(source, ids.text("good"), previous)).isEmpty();
            assertThat(reasons(source, ids.text("measured-in-training"), previous))
                    .contains(ReasonCode.METRIC_OUTSIDE_STAGE);
            assertThat(reasons(source, ids.text("other-data"), previous)).containsExactly(ReasonCode.DATASET_MISMATCH);
            assertThat(reasons(source, ids.text("no-evaluation"), previous)).contains(ReasonCode.STAGE_MISSING);
        }
    }

    private static Iterable<ReasonCode> reasons(TrackedEvidence source, String run, RunEvidence previous) {
        EvidenceRules rules = new EvidenceRules(
                EVALUATE,
                EvidenceVerdict.metricsOf(previous, EVALUATE),
                EvidenceRules.DEFAULT_MAX_DROP,
                ImmutableMap.copyOf(previous.datasets()));
        return EvidenceVerdict.of(source.run(run), previous, rules).reasons().stream()
                .map(Reason::code)
                .toList();
    }
}
