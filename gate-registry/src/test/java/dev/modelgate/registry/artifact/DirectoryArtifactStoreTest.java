package dev.modelgate.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.testing.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArtifactStoreTest {

    @TempDir
    Path folder;

    private Path bundle;
    private DirectoryArtifactStore store;

    @BeforeEach
    void a_bundle() throws IOException {
        bundle = Files.createDirectories(folder.resolve("bundle/sub")).getParent();
        Files.writeString(bundle.resolve("model.onnx"), "weights");
        Files.writeString(bundle.resolve("sub/tokenizer.json"), "{}");
        Files.writeString(bundle.resolve("README.md"), "about");
        Files.writeString(bundle.resolve(".hidden"), "secret");
        Files.createSymbolicLink(bundle.resolve("link.bin"), bundle.resolve("model.onnx"));
        store = new DirectoryArtifactStore(folder.resolve("artifacts"));
    }

    @Test
    void keeps_the_bundle_whole_with_its_document_beside_it() throws IOException {
        CanonicalSha parent = new CanonicalSha("f".repeat(64));
        BundleDocument document = new BundleReader().read(bundle, Optional.of(parent));

        assertThat(store.put(document, bundle)).isEqualTo(document.sha().hex());

        Path kept = store.fetch(document.sha()).orElseThrow();
        assertThat(FolderContent.of(kept))
                .containsOnlyKeys("README.md", "link.bin", "model.onnx", "sub/tokenizer.json");
        assertThat(kept.resolve("link.bin")).hasContent("weights");
        assertThat(Files.isSymbolicLink(kept.resolve("link.bin"))).isFalse();
        assertThat(new BundleReader().read(kept, Optional.of(parent)).sha()).isEqualTo(document.sha());
        assertThat(Files.readAllBytes(kept.resolveSibling("document.json"))).isEqualTo(document.bytes());
    }

    @Test
    void holds_nothing_that_was_not_put() throws IOException {
        assertThat(store.fetch(document().sha())).isEmpty();
        assertThat(folder.resolve("artifacts")).doesNotExist();
    }

    @Test
    void leaves_a_copy_that_is_there_as_it_is() throws IOException {
        store.put(document(), bundle);
        Map<String, String> before = FolderContent.of(folder.resolve("artifacts"));

        store.put(document(), bundle);

        assertThat(FolderContent.of(folder.resolve("artifacts"))).isEqualTo(before);
    }

    @Test
    void says_so_when_the_copy_that_is_there_is_damaged() throws IOException {
        BundleDocument document = document();
        store.put(document, bundle);
        Files.writeString(store.fetch(document.sha()).orElseThrow().resolve("model.onnx"), "rotten");

        assertThatThrownBy(() -> store.put(document, bundle))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("the stored copy");
    }

    @Test
    void keeps_nothing_of_a_bundle_that_changed_meanwhile() throws IOException {
        BundleDocument document = document();
        Files.writeString(bundle.resolve("model.onnx"), "other");

        assertThatThrownBy(() -> store.put(document, bundle))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("changed meanwhile");
        assertThat(folder.resolve("artifacts")).isEmptyDirectory();
    }

    @Test
    void a_link_never_leads_out_of_the_bundle() throws IOException {
        BundleDocument document = document();
        Path secret = Files.writeString(folder.resolve("secret"), "key");
        Files.createSymbolicLink(bundle.resolve("README"), secret);

        assertThatThrownBy(() -> store.put(document, bundle))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("README is not a file of the bundle");
        assertThat(folder.resolve("artifacts")).isEmptyDirectory();
    }

    @Test
    void several_at_once_leave_one_copy() throws Exception {
        BundleDocument document = document();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> names = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                names.add(threads.submit(() -> store.put(document, bundle)));
            }
            for (Future<String> name : names) {
                assertThat(name.get()).isEqualTo(document.sha().hex());
            }
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> kept = Files.list(folder.resolve("artifacts"))) {
            assertThat(kept).hasSize(1);
        }
    }

    private BundleDocument document() {
        return new BundleReader().read(bundle, Optional.empty());
    }
}
