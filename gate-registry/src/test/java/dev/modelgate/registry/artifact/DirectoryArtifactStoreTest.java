package dev.modelgate.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.registry.testing.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryArtifactStoreTest extends ArtifactStoreContractTest {

    @Override
    protected ArtifactStore open() {
        return new DirectoryArtifactStore(root());
    }

    @Override
    protected void damage(CanonicalSha sha, String file) throws IOException {
        Files.writeString(root().resolve(sha.hex()).resolve("bundle").resolve(file), "rotten");
    }

    @Test
    void reading_creates_nothing() throws IOException {
        assertThat(open().fetch(document().sha())).isEmpty();
        assertThat(root()).doesNotExist();
    }

    @Test
    void leaves_a_copy_that_is_there_as_it_is() throws IOException {
        open().put(document(), bundle);
        Map<String, String> before = FolderContent.of(root());

        open().put(document(), bundle);

        assertThat(FolderContent.of(root())).isEqualTo(before);
    }

    @Test
    void keeps_a_link_as_the_file_it_leads_to() throws IOException {
        Files.createSymbolicLink(bundle.resolve("link.bin"), bundle.resolve("model.onnx"));
        BundleDocument document = document();
        open().put(document, bundle);

        Path kept = open().fetch(document.sha()).orElseThrow().resolve("link.bin");

        assertThat(kept).hasContent("weights");
        assertThat(Files.isSymbolicLink(kept)).isFalse();
    }

    @Test
    void a_link_never_leads_out_of_the_bundle() throws IOException {
        BundleDocument document = document();
        Path secret = Files.writeString(folder.resolve("secret"), "key");
        Files.createSymbolicLink(bundle.resolve("README"), secret);

        assertThatThrownBy(() -> open().put(document, bundle))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("README is not a file of the bundle");
        assertThat(FolderContent.of(root())).isEmpty();
    }

    private Path root() {
        return folder.resolve("artifacts");
    }
}
