package dev.modelgate.registry.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.registry.artifact.ArtifactStoreContractTest;
import dev.modelgate.registry.artifact.BundleShelf;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OciArtifactStoreTest extends ArtifactStoreContractTest {

    private OciStandIn server;

    @BeforeEach
    void start() throws IOException {
        server = new OciStandIn();
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
        OciRegistry registry = new OciRegistry(server.repository(), Credentials.none(), Patience.patientTransport());
        return new OciArtifactStore(new OciBundles(registry), new BundleShelf(shelf));
    }

    @Override
    protected void damage(CanonicalSha sha, String file) throws IOException {
        String digest = Digest.of(Files.readAllBytes(bundle.resolve(file))).toString();
        server.blobs().put(digest, "rotten!".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_same_bundle_has_the_same_manifest_wherever_it_is_pushed() throws IOException {
        String here = open().put(document(), bundle);
        server.close();
        server = new OciStandIn();

        String there = open().put(document(), bundle);

        assertThat(there.replaceFirst(".*@", "")).isEqualTo(here.replaceFirst(".*@", ""));
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
    void refuses_a_tag_that_somebody_moved_to_another_model() throws IOException {
        BundleDocument document = document();
        open().put(document, bundle);
        Files.writeString(bundle.resolve("model.onnx"), "other");
        BundleDocument other = document();
        open().put(other, bundle);
        server.manifests().put("model-" + document.sha(), server.manifests().get("model-" + other.sha()));

        assertThatThrownBy(() -> open().fetch(document.sha()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("is on a bundle that names " + other.sha());
    }
}
