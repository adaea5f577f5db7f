package dev.modelgate.registry.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.registry.artifact.mlflow.MlflowRunTracker;
import dev.modelgate.registry.artifact.mlflow.MlflowStandIn;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.gitstore.GitAddress;
import dev.modelgate.registry.gitstore.GitRegistryStore;
import dev.modelgate.registry.http.Patience;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.testing.CrashingStore;
import dev.modelgate.registry.testing.CrashingStore.Failure;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shared store keeps nothing of a write that died; what was told the tracker is taken back from elsewhere. */
class TrackedPromotionOnGitTest {

    /** First goes the note of what is owed, then the tracker is told, then goes the promotion's intent. */
    private static final int WHEN_THE_TRACKER_WAS_TOLD = 3;

    private static final Map<String, String> OLD_TAGS = Map.of("gate.version", "v0.1.0");

    @TempDir
    Path folder;

    private MlflowStandIn mlflow;
    private ProjectFolder project;

    @BeforeEach
    void a_shared_registry() throws Exception {
        Git.init()
                .setBare(true)
                .setDirectory(folder.resolve("remote.git").toFile())
                .call()
                .close();
        mlflow = new MlflowStandIn();
        mlflow.tags().putAll(OLD_TAGS);
        project = ProjectFolder.create(folder.resolve("project"));
        TestRegistry registry = on(machine("a"));
        registry.registerFromRun("clean", MlflowStandIn.RUN);
        project.judged("clean", Optional.empty(), 96);
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    @Test
    void another_machine_takes_back_what_a_dead_one_told_and_promotes() throws IOException {
        CrashingStore dying = new CrashingStore(machine("a"), Failure.DIES_BEFORE, WHEN_THE_TRACKER_WAS_TOLD);
        assertThatThrownBy(() -> promote(on(dying))).isInstanceOf(CrashingStore.Crash.class);
        assertThat(mlflow.tags()).containsEntry("gate.version", "v1.0.0");
        TestRegistry other = on(machine("b"));
        assertThat(other.live()).isEmpty();

        tracked().settle(other.registry);

        assertThat(mlflow.tags()).isEqualTo(OLD_TAGS);
        assertThat(promote(other)).isInstanceOf(Promotion.Promoted.class);
        assertThat(mlflow.tags()).containsEntry("gate.version", "v1.0.0");
        assertThat(new RegistryVerifier(other.registry).run(Optional.empty()).findings())
                .isEmpty();
        assertThat(other.registry.<Boolean>read(TagDebt::isOwed)).isFalse();
    }

    private Promotion.Result promote(TestRegistry registry) throws IOException {
        return registry.promote("clean", "v1.0.0", project.file("clean_verdict.json"), tracked());
    }

    private TrackedTags tracked() {
        return new TrackedTags(
                new MlflowRunTracker(mlflow.address(), Patience.patientTransport()), new Patience(), notice -> {});
    }

    private TestRegistry on(RegistryStore store) {
        return new TestRegistry(store, project);
    }

    private GitRegistryStore machine(String name) {
        return new GitRegistryStore(
                GitAddress.of("git+file://" + folder.resolve("remote.git") + "#models"),
                Map.of("XDG_CACHE_HOME", folder.resolve(name).toString()),
                notice -> {});
    }
}
