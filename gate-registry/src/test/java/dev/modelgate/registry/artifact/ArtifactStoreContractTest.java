package dev.modelgate.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.registry.bundle.Bundle;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.testing.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every artifact store promises, wherever it keeps the bytes. */
public abstract class ArtifactStoreContractTest {

    private static final CanonicalSha PARENT = new CanonicalSha("f".repeat(64));

    @TempDir
    protected Path folder;

    protected Path bundle;

    /**
     * The store under test, as another machine would open it: the bytes of earlier instances are there, what those
     * kept on this machine is not.
     */
    protected abstract ArtifactStore open() throws IOException;

    /** Changes a byte of a kept bundle's file where the store keeps it, behind its back. */
    protected abstract void damage(CanonicalSha sha, String file) throws IOException;

    @BeforeEach
    void a_bundle() {
        bundle = folder.resolve("bundle");
        Bundle.in(bundle)
                .with("model.onnx", "weights")
                .with("empty.bin", "")
                .with("tokenizer/merges file é.txt", "a b")
                .with("tokenizer/deep/er/vocab+.json", "{}")
                .with(".hidden", "secret");
    }

    @Test
    void gives_back_every_byte_to_another_machine_and_leaves_hidden_files_out() throws IOException {
        BundleDocument document = document();

        String name = open().put(document, bundle);

        Path kept = open().fetch(document.sha()).orElseThrow();
        Files.delete(bundle.resolve(".hidden"));
        assertThat(name).isNotBlank();
        assertThat(FolderContent.of(kept)).isEqualTo(FolderContent.of(bundle));
    }

    @Test
    void keeps_a_snapshot_of_the_hub_as_plain_files() throws IOException {
        Path cache = folder.resolve("models--lab--tutor");
        Bundle.in(cache).with("blobs/0a", "weights");
        bundle = Files.createDirectories(cache.resolve("snapshots/f00"));
        Files.createSymbolicLink(bundle.resolve("model.onnx"), Path.of("../../blobs/0a"));
        BundleDocument document = document();

        open().put(document, bundle);

        Path kept = open().fetch(document.sha()).orElseThrow();
        assertThat(FolderContent.of(kept)).containsOnlyKeys("model.onnx");
        assertThat(Files.isSymbolicLink(kept.resolve("model.onnx"))).isFalse();
    }

    @Test
    void keeps_the_parent_beside_the_bytes() throws IOException {
        BundleDocument document = new BundleReader().read(bundle, Optional.of(PARENT));
        open().put(document, bundle);

        Path kept = open().fetch(document.sha()).orElseThrow();

        assertThat(kept.resolveSibling("document.json")).hasBinaryContent(document.bytes());
    }

    @Test
    void holds_nothing_that_was_not_put() throws IOException {
        open().put(document(), bundle);

        assertThat(open().fetch(PARENT)).isEmpty();
    }

    @Test
    void a_second_put_changes_nothing_and_gives_the_same_name() throws IOException {
        String name = open().put(document(), bundle);

        assertThat(open().put(document(), bundle)).isEqualTo(name);
    }

    @Test
    void keeps_nothing_when_the_bundle_changed_meanwhile() throws IOException {
        BundleDocument document = document();
        Files.writeString(bundle.resolve("model.onnx"), "other");

        assertThatThrownBy(() -> open().put(document, bundle))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("changed meanwhile");
        assertThat(open().fetch(document.sha())).isEmpty();
        assertThat(open().fetch(document().sha())).isEmpty();
    }

    @Test
    void says_so_when_what_it_holds_is_damaged() throws IOException {
        BundleDocument document = document();
        open().put(document, bundle);
        damage(document.sha(), "model.onnx");

        assertThatThrownBy(() -> open().put(document, bundle))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageMatching("(?s).*; .*store .* again.*");
    }

    @Test
    void several_at_once_leave_one_whole_copy() throws Exception {
        BundleDocument document = document();
        ArtifactStore store = open();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Set<String> names = new HashSet<>();
        try {
            List<Future<String>> puts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                puts.add(threads.submit(() -> store.put(document, bundle)));
            }
            for (Future<String> put : puts) {
                names.add(put.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(names).hasSize(1);
        assertThat(new BundleReader()
                        .read(open().fetch(document.sha()).orElseThrow(), Optional.empty())
                        .sha())
                .isEqualTo(document.sha());
    }

    protected final BundleDocument document() {
        return new BundleReader().read(bundle, Optional.empty());
    }
}
