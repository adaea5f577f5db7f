package dev.modelgate.registry.artifact.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.artifact.CachedFetch;
import dev.modelgate.registry.artifact.ContentCache;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.bundle.Bundle;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.Answer;
import dev.modelgate.registry.http.Patience;
import dev.modelgate.registry.testing.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles taken from a server that answers as a real one did. */
class MlflowSourceTest {

    private static final CanonicalSha PARENT = new CanonicalSha("a".repeat(64));

    @TempDir
    Path folder;

    private RecordedMlflow server;

    @BeforeEach
    void start() throws IOException {
        server = new RecordedMlflow();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takes_the_folder_of_a_run_with_its_lineage() throws IOException {
        FetchedBundle fetched = fetch("mlflow:" + RecordedMlflow.RUN + "/bundle", Optional.of(PARENT));

        Bundle expected = Bundle.in(folder.resolve("expected"))
                .with("model.onnx", "weights")
                .with("empty.bin", "")
                .with("tokenizer/merges file é.txt", "a b");
        assertThat(FolderContent.of(fetched.directory())).isEqualTo(FolderContent.of(expected.directory()));
        assertThat(fetched.document().sha())
                .isEqualTo(new BundleReader()
                        .read(expected.directory(), Optional.of(PARENT))
                        .sha());
        assertThat(fetched.fromCache()).isFalse();
        assertThat(fetched.lineage().orElseThrow().ids())
                .containsExactly(RecordedMlflow.RUN, RecordedMlflow.PARENT_RUN);
    }

    @Test
    void takes_the_one_model_that_a_run_logged() throws IOException {
        FetchedBundle fetched = fetch("mlflow:" + RecordedMlflow.RUN, Optional.empty());

        assertThat(fetched.directory().resolve("MLmodel")).isRegularFile();
        assertThat(fetched.directory().resolve("artifacts/bundle/model.onnx")).hasContent("weights");
        assertThat(fetch("mlflow:%s@%s".formatted(RecordedMlflow.RUN, RecordedMlflow.LOGGED_MODEL), Optional.empty())
                        .document()
                        .sha())
                .isEqualTo(fetched.document().sha());
    }

    @Test
    void a_second_fetch_touches_no_network_and_still_knows_parent_and_lineage() throws IOException {
        String reference = "mlflow:" + RecordedMlflow.RUN + "/bundle";
        FetchedBundle first = fetch(reference, Optional.of(PARENT));
        int asked = server.requests().size();

        FetchedBundle second = fetch(reference, Optional.of(PARENT));

        assertThat(server.requests()).hasSize(asked);
        assertThat(second.fromCache()).isTrue();
        assertThat(second.document().sha()).isEqualTo(first.document().sha());
        assertThat(second.document().parent()).contains(PARENT);
        assertThat(second.lineage()).isEqualTo(first.lineage());
    }

    @Test
    void fetches_again_when_the_cached_bytes_rotted() throws IOException {
        String reference = "mlflow:" + RecordedMlflow.RUN + "/bundle";
        FetchedBundle first = fetch(reference, Optional.empty());
        Files.writeString(first.directory().resolve("model.onnx"), "rotten!");

        FetchedBundle second = fetch(reference, Optional.empty());

        assertThat(second.fromCache()).isFalse();
        assertThat(second.directory().resolve("model.onnx")).hasContent("weights");
    }

    @Test
    void takes_nothing_from_a_deleted_run() {
        assertThatThrownBy(() -> fetch("mlflow:" + RecordedMlflow.DELETED_RUN, Optional.empty()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("run '%s' is deleted".formatted(RecordedMlflow.DELETED_RUN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "FAILED", "KILLED", "BRAND_NEW"})
    void takes_nothing_from_a_run_that_did_not_finish(String status) throws IOException {
        try (MlflowStandIn other = new MlflowStandIn()) {
            other.fail(request -> Optional.of(Answer.json(
                    200,
                    "{\"run\": {\"info\": {\"run_id\": \"%s\", \"status\": \"%s\", \"lifecycle_stage\": \"active\"}}}"
                            .formatted(MlflowStandIn.RUN, status))));

            assertThatThrownBy(() -> source("mlflow:" + MlflowStandIn.RUN, other.address())
                            .fetch(Optional.empty()))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessageContaining("but FINISHED is required");
        }
    }

    @Test
    void takes_no_model_that_the_run_did_not_log() {
        String other = "m-" + "0".repeat(32);

        assertThatThrownBy(() -> fetch("mlflow:%s@%s".formatted(RecordedMlflow.RUN, other), Optional.empty()))
                .hasMessageContaining(
                        "did not log the model '%s', but %s".formatted(other, RecordedMlflow.LOGGED_MODEL));
    }

    @Test
    void says_that_an_empty_folder_has_no_model() {
        assertThatThrownBy(() -> fetch("mlflow:" + "0123456789abcdef0123456789abcdef", Optional.empty()))
                .hasMessageContaining("is not on http://127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlflow:", "mlflow:a b", "mlflow:x@m-1", "mlflow:x/../y", "mlflow:x/a%41", "s3:x"})
    void says_what_a_reference_must_be(String reference) {
        assertThatThrownBy(() -> fetch(reference, Optional.empty())).isInstanceOf(CannotJudgeException.class);
        assertThat(server.requests()).isEmpty();
    }

    private FetchedBundle fetch(String reference, Optional<CanonicalSha> parent) throws IOException {
        return source(reference, server.address()).fetch(parent);
    }

    private MlflowSource source(String reference, MlflowServer address) {
        CachedFetch fetching = new CachedFetch(new ContentCache(folder.resolve("cache")), new BundleReader());
        return MlflowSource.open(reference, Optional.empty(), address, fetching, Patience.patientTransport());
    }
}
