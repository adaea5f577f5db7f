package dev.modelgate.registry.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.artifact.mlflow.MlflowRunTracker;
import dev.modelgate.registry.artifact.mlflow.RealMlflow;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.http.Waiting;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.testing.FolderContent;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A promotion told to a real MLflow server, and one that the server's death undoes. */
@Tag("real")
class TrackedPromotionRealTest {

    @TempDir
    Path folder;

    @Test
    void tells_a_real_run_and_promotes_nothing_when_the_server_is_dead() throws Exception {
        ProjectFolder project = ProjectFolder.create(folder.resolve("project"));
        Path root = folder.resolve("registry");
        TestRegistry registry = new TestRegistry(new FileRegistryStore(root, notice -> {}), project);
        registry.release("clean", "v0.3.1");
        try (RealMlflow mlflow = RealMlflow.start(folder.resolve("mlflow"))) {
            MlflowRunTracker tracker = new MlflowRunTracker(mlflow.address(), RealMlflow.transport());
            TrackedTags tracked = new TrackedTags(tracker, Waiting.REAL, notice -> {});
            String run = mlflow.newRun();
            registry.registerFromRun("retrain", run);
            registry.registerFromRun("third", run);

            Path verdict = project.judged("retrain", Optional.of(project.sha("clean")), 97);
            assertThat(registry.promote("retrain", "v0.3.2", verdict, tracked)).isInstanceOf(Promotion.Promoted.class);
            assertThat(tracker.run(run).orElseThrow().tags())
                    .containsEntry("gate.version", "v0.3.2")
                    .containsEntry("gate.model_sha256", project.sha("retrain").hex());

            mlflow.kill();
            Map<String, String> before = FolderContent.of(root);
            Path next = project.judged("third", Optional.of(project.sha("retrain")), 97);
            assertThatThrownBy(() -> registry.promote("third", "v0.3.3", next, tracked))
                    .isInstanceOf(CannotJudgeException.class);
            assertThat(FolderContent.of(root)).isEqualTo(before);
            assertThat(registry.rollback(RollbackTarget.Back.PREVIOUS)).isInstanceOf(Rollback.RolledBack.class);
        }
    }
}
