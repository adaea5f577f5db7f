package dev.modelgate.registry.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.artifact.DirectoryArtifactStore;
import dev.modelgate.registry.artifact.mlflow.MlflowRunTracker;
import dev.modelgate.registry.artifact.mlflow.MlflowStandIn;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.http.Patience;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.testing.FolderContent;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import dev.modelgate.registry.tracking.TrackedTags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real full disk and a real read-only mount: an error, and nothing that is half there. */
@Tag("real")
class DiskRealTest {

    private static final Map<String, String> OLD_TAGS = Map.of("gate.version", "v0.1.0");

    @TempDir
    Path folder;

    private ProjectFolder project;

    @BeforeEach
    void a_project() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
    }

    @Test
    void a_full_disk_changes_nothing_in_either_system_and_the_next_try_succeeds() throws Exception {
        try (MountedFolder disk = MountedFolder.disk(folder.resolve("disk"), 256);
                MlflowStandIn mlflow = new MlflowStandIn()) {
            mlflow.tags().putAll(OLD_TAGS);
            Path root = disk.path().resolve("registry");
            TestRegistry registry = new TestRegistry(new FileRegistryStore(root, notice -> {}), project);
            registry.release("clean", "v0.3.1");
            registry.registerFromRun("retrain", MlflowStandIn.RUN);
            Path verdict = project.judged("retrain", Optional.of(project.sha("clean")), 97);
            Map<String, String> before = FolderContent.of(root);

            int failures = 0;
            Path ballast = disk.path().resolve("ballast");
            for (int free = 0; ; free += 4096) {
                fill(ballast, free);
                try {
                    registry.promote("retrain", "v0.3.2", verdict, tracked(mlflow));
                    break;
                } catch (IOException e) {
                    failures++;
                }
                assertThat(FolderContent.of(root)).as("%d bytes free", free).isEqualTo(before);
                assertThat(mlflow.tags()).as("%d bytes free", free).isEqualTo(OLD_TAGS);
            }

            assertThat(failures).isGreaterThan(2);
            assertThat(registry.live().orElseThrow().semver()).hasToString("v0.3.2");
            assertThat(mlflow.tags()).containsEntry("gate.version", "v0.3.2");
            assertThat(new RegistryVerifier(registry.registry)
                            .run(Optional.empty())
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void a_full_disk_keeps_no_half_bundle() throws Exception {
        try (MountedFolder disk = MountedFolder.disk(folder.resolve("disk"), 256)) {
            Path big = Files.createDirectories(folder.resolve("big"));
            Files.write(big.resolve("model.onnx"), new byte[1 << 20]);
            DirectoryArtifactStore store =
                    new DirectoryArtifactStore(disk.path().resolve("artifacts"));
            BundleDocument document = new BundleReader().read(big, Optional.empty());

            assertThatThrownBy(() -> store.put(document, big)).isInstanceOf(IOException.class);

            assertThat(store.fetch(document.sha())).isEmpty();
            assertThat(FolderContent.of(disk.path())).isEmpty();
        }
    }

    @Test
    void a_read_only_registry_can_be_read_and_every_change_is_an_error_that_changes_nothing() throws Exception {
        Path root = folder.resolve("registry");
        TestRegistry writable = new TestRegistry(new FileRegistryStore(root, notice -> {}), project);
        writable.release("clean", "v0.3.1");
        writable.release("retrain", "v0.3.2");
        assertThat(writable.register("third")).isInstanceOf(Register.Registered.class);
        Path verdict = project.judged("third", Optional.of(project.sha("retrain")), 97);
        Map<String, String> before = FolderContent.of(root);
        try (MountedFolder readOnly = MountedFolder.readOnly(root, folder.resolve("read-only"))) {
            TestRegistry registry = new TestRegistry(new FileRegistryStore(readOnly.path(), notice -> {}), project);

            assertThat(registry.live().orElseThrow().semver()).hasToString("v0.3.2");
            assertThat(new RegistryVerifier(registry.registry)
                            .run(Optional.empty())
                            .findings())
                    .isEmpty();
            assertThatThrownBy(() -> registry.register("fourth")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> registry.promote("third", "v0.3.3", verdict))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> registry.rollback(RollbackTarget.Back.PREVIOUS))
                    .isInstanceOf(IOException.class);
            assertThat(FolderContent.of(root)).isEqualTo(before);
        }
        assertThat(writable.promote("third", "v0.3.3", verdict)).isInstanceOf(Promotion.Promoted.class);
        assertThat(writable.rollback(RollbackTarget.Back.PREVIOUS)).isInstanceOf(Rollback.RolledBack.class);
    }

    /** All of the disk but so many bytes. */
    private static void fill(Path ballast, int free) throws IOException {
        Files.deleteIfExists(ballast);
        long room = Files.getFileStore(ballast.getParent()).getUsableSpace() - free;
        Files.write(ballast, new byte[Math.toIntExact(Math.max(0, room))]);
    }

    private static TrackedTags tracked(MlflowStandIn mlflow) {
        return new TrackedTags(
                new MlflowRunTracker(mlflow.address(), Patience.patientTransport()), new Patience(), notice -> {});
    }
}
