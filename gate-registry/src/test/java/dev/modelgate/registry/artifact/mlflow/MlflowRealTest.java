package dev.modelgate.registry.artifact.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.lineage.RunLineage;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.registry.artifact.ArtifactPath;
import dev.modelgate.registry.artifact.CachedFetch;
import dev.modelgate.registry.artifact.ContentCache;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.bundle.Bundle;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.DigestSink;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.testing.ChildJvm;
import dev.modelgate.registry.testing.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stubs do not show: a real server, filled by MLflow's own Python client. */
@Tag("real")
class MlflowRealTest {

    @TempDir
    static Path shared;

    private static RealMlflow mlflow;
    private static Bundle bundle;
    private static JsonFields seeded;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        mlflow = RealMlflow.start(shared.resolve("mlflow"));
        bundle = Bundle.in(shared.resolve("bundle"))
                .with("model.onnx", "weights")
                .with("empty.bin", "")
                .with("tokenizer/merges file é ✓.txt", "a b");
        seeded = mlflow.seed(bundle.directory());
    }

    @AfterAll
    static void stop() throws Exception {
        mlflow.close();
    }

    @Test
    void a_file_that_is_put_comes_back_byte_for_byte_because_no_upgrade_is_asked_for() throws IOException {
        TrackedRun run = tracker().run(mlflow.newRun()).orElseThrow();
        Path sent = Files.write(folder.resolve("sent"), new byte[] {0, 1, (byte) 255, 10, 13, 0});
        MlflowArtifacts artifacts = artifacts();

        artifacts.upload(run, new ArtifactPath("deep/é ✓ file+.bin"), sent);
        artifacts.download(artifacts.treeOf(run), Optional.empty(), folder.resolve("got"));

        assertThat(folder.resolve("got/deep/é ✓ file+.bin")).hasSameBinaryContentAs(sent);
    }

    @Test
    void sixty_four_megabytes_go_up_and_down_in_a_heap_of_as_many() throws Exception {
        ProcessBuilder child = ChildJvm.of(BigTransfer.class, mlflow.server().address(), folder.toString());
        child.command().add(1, "-Xmx64m");

        assertThat(ChildJvm.output(child.start())).isEqualTo("same 67108864");
    }

    /** Puts 64 MiB and takes them back. */
    static final class BigTransfer {
        public static void main(String[] arguments) throws IOException {
            MlflowServer server = MlflowServer.of(ImmutableMap.of("MLFLOW_TRACKING_URI", arguments[0]));
            Path file = Files.write(Path.of(arguments[1], "big"), new byte[0]);
            for (int i = 0; i < 64; i++) {
                byte[] part = new byte[1 << 20];
                Arrays.fill(part, (byte) i);
                Files.write(file, part, StandardOpenOption.APPEND);
            }
            HttpTransport transport = RealMlflow.transport();
            TrackedRun run = new MlflowRunTracker(server, transport)
                    .run(RealMlflow.newRun(server))
                    .orElseThrow();
            MlflowArtifacts artifacts = new MlflowArtifacts(server, transport, ArtifactLimits.DEFAULT);
            artifacts.upload(run, new ArtifactPath("big"), file);
            artifacts.download(artifacts.treeOf(run), Optional.empty(), Path.of(arguments[1], "got"));
            Path got = Path.of(arguments[1], "got", "big");
            System.out.println((Files.mismatch(file, got) < 0 ? "same " : "other ") + Files.size(got));
        }
    }

    @Test
    void reads_what_the_python_client_logged() throws IOException {
        RunLineage lineage = tracker().lineage(seeded.text("run")).orElseThrow();

        assertThat(lineage.ids()).containsExactly(seeded.text("run"), seeded.text("parent"));
        assertThat(lineage.params()).containsEntry("seed", "17").containsEntry("lr", "0.001");
        assertThat(lineage.codeCommit()).contains("0123456789abcdef0123456789abcdef01234567");
        assertThat(lineage.datasets()).extracting("name").containsExactly("corpus");
        assertThat(lineage.run().tag("team")).contains("é ✓");
    }

    @Test
    void takes_the_runs_folder_and_the_logged_model() throws IOException {
        FetchedBundle fromRun = fetch("mlflow:" + seeded.text("run") + "/bundle");
        FetchedBundle logged = fetch("mlflow:" + seeded.text("run"));

        assertThat(FolderContent.of(fromRun.directory())).isEqualTo(FolderContent.of(bundle.directory()));
        assertThat(fromRun.document().sha()).isEqualTo(bundle.read().sha());
        assertThat(logged.directory().resolve("MLmodel")).isRegularFile();
        assertThat(FolderContent.of(logged.directory().resolve("artifacts/bundle")))
                .isEqualTo(FolderContent.of(bundle.directory()));
    }

    @Test
    void sets_and_deletes_tags_and_sees_them_changed() throws IOException {
        String run = mlflow.newRun();

        tracker().setTags(run, ImmutableMap.of("gate.version", "v1.0.0", "gate.note", "é ✓", "gate.empty", ""));
        tracker().setTags(run, ImmutableMap.of("gate.version", "v1.0.1"));
        tracker().deleteTags(run, Set.of("gate.note", "gate.never"));

        assertThat(tracker().run(run).orElseThrow().tags())
                .containsEntry("gate.version", "v1.0.1")
                .containsEntry("gate.empty", "")
                .doesNotContainKey("gate.note");
    }

    @Test
    void holds_a_tag_of_the_longest_value() throws IOException {
        String run = mlflow.newRun();

        tracker().setTags(run, ImmutableMap.of("gate.long", "é".repeat(TagRules.MAX_VALUE)));

        assertThat(tracker().run(run).orElseThrow().tag("gate.long")).contains("é".repeat(TagRules.MAX_VALUE));
    }

    @Test
    void an_unknown_run_and_an_unknown_file_are_absent() throws IOException {
        assertThat(tracker().run("0".repeat(32))).isEmpty();
        MlflowArtifacts artifacts = artifacts();
        ArtifactTree tree = artifacts.treeOf(tracker().run(seeded.text("run")).orElseThrow());

        assertThat(artifacts.takeIfThere(tree, new ArtifactPath("nope"), folder.resolve("nope"), 10))
                .isEmpty();
    }

    @Test
    void a_deleted_run_is_seen_as_such() throws IOException {
        String run = mlflow.newRun();
        new MlflowRest(mlflow.address(), RealMlflow.transport())
                .post("runs/delete", JsonBuilder.object().put("run_id", run).build());

        assertThat(tracker().run(run).orElseThrow().deleted()).isTrue();
        assertThatThrownBy(() -> fetch("mlflow:" + run)).hasMessageContaining("is deleted");
        assertThatThrownBy(() -> tracker().setTags(run, ImmutableMap.of("a", "b")))
                .hasMessageContaining("must be in the 'active' state");
    }

    @Test
    void upload_is_the_same_digest_as_the_files_own() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "weights");

        String digest =
                artifacts().upload(tracker().run(mlflow.newRun()).orElseThrow(), new ArtifactPath("w.bin"), file);

        assertThat(digest).isEqualTo(DigestSink.of(file).sha256());
    }

    private FetchedBundle fetch(String reference) throws IOException {
        CachedFetch fetching = new CachedFetch(new ContentCache(folder.resolve("cache")), new BundleReader());
        return MlflowSource.open(reference, Optional.empty(), mlflow.address(), fetching, RealMlflow.transport())
                .fetch(Optional.empty());
    }

    private static MlflowRunTracker tracker() throws IOException {
        return new MlflowRunTracker(mlflow.address(), RealMlflow.transport());
    }

    private static MlflowArtifacts artifacts() throws IOException {
        return new MlflowArtifacts(mlflow.address(), RealMlflow.transport(), ArtifactLimits.DEFAULT);
    }
}
