package dev.modelgate.registry.artifact.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.registry.artifact.ArtifactStoreContractTest;
import dev.modelgate.registry.artifact.BundleShelf;
import dev.modelgate.registry.bundle.Bundle;
import dev.modelgate.registry.http.Answer;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MlflowArtifactStoreTest extends ArtifactStoreContractTest {

    private MlflowStandIn server;

    @BeforeEach
    void start() throws IOException {
        server = new MlflowStandIn();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected ArtifactStore open() throws IOException {
        return open(Files.createTempDirectory(folder, "machine"));
    }

    private ArtifactStore open(Path shelf) {
        HttpTransport transport = Patience.patientTransport();
        return new MlflowArtifactStore(
                new MlflowRunTracker(server.address(), transport),
                new MlflowArtifacts(server.address(), transport, ArtifactLimits.DEFAULT),
                MlflowStandIn.RUN,
                new BundleShelf(shelf));
    }

    @Override
    protected void damage(CanonicalSha sha, String file) {
        server.artifacts().put("modelgate/" + sha + "/bundle/" + file, bytes("rotten!"));
    }

    @Test
    void a_bundle_without_its_manifest_is_not_there_and_is_put_again() throws IOException {
        BundleDocument document = document();
        open().put(document, bundle);
        server.artifacts().remove("modelgate/" + document.sha() + "/manifest.json");

        assertThat(open().fetch(document.sha())).isEmpty();
        open().put(document, bundle);
        assertThat(open().fetch(document.sha())).isPresent();
    }

    @Test
    void a_second_fetch_on_this_machine_touches_no_network() throws IOException {
        Path shelf = folder.resolve("shelf");
        BundleDocument document = document();
        open().put(document, bundle);
        open(shelf).fetch(document.sha());
        int asked = server.requests().size();

        assertThat(open(shelf).fetch(document.sha())).isPresent();
        assertThat(server.requests()).hasSize(asked);
    }

    @Test
    void sends_nothing_when_a_name_would_be_another_one_on_the_server() {
        Bundle.in(bundle).with("a%41b.bin", "x");

        assertThatThrownBy(() -> open().put(document(), bundle))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("'a%41b.bin' is holding one of % # ?");
        assertThat(server.artifacts()).isEmpty();
    }

    @Test
    void stores_nothing_as_whole_when_the_server_keeps_other_bytes_than_were_sent() throws IOException {
        server.fail(request -> request.startsWith("PUT") && request.endsWith("model.onnx")
                ? Optional.of(Answer.of(200, "text/plain", ""))
                : Optional.empty());
        BundleDocument document = document();

        assertThatThrownBy(() -> open().put(document, bundle)).isInstanceOf(CannotJudgeException.class);
        server.fail(request -> Optional.empty());
        assertThat(open().fetch(document.sha())).isEmpty();
    }

    @Test
    void an_absent_bundle_and_an_unreachable_server_are_not_the_same() throws IOException {
        server.fail(request -> request.contains("/artifacts/1/")
                ? Optional.of(Answer.of(404, "text/html", "<html>not here"))
                : Optional.empty());

        assertThatThrownBy(() -> open().fetch(document().sha()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("answered 404");
    }

    @Test
    void takes_no_bundle_from_a_deleted_run() {
        server.deleteRun();

        assertThatThrownBy(() -> open().put(document(), bundle))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("is deleted");
        assertThat(server.artifacts()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
