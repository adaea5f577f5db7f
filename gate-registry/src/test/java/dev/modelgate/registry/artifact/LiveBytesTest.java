package dev.modelgate.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.testing.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveBytesTest {

    /** A server that is down: the loopback's discard port. */
    private static final String DOWN = "oci:localhost:9/models";

    @TempDir
    Path folder;

    private BundleDocument document;
    private Path bundle;
    private DirectoryArtifactStore cache;
    private DirectoryArtifactStore beside;
    private DirectoryArtifactStore other;

    @BeforeEach
    void a_model_that_is_stored_nowhere() throws IOException {
        bundle = Files.createDirectory(folder.resolve("bundle"));
        Files.writeString(bundle.resolve("model.onnx"), "weights");
        document = new BundleReader()
                .read(
                        bundle,
                        Optional.of(new BundleReader()
                                .read(bundle, Optional.empty())
                                .sha()));
        cache = new DirectoryArtifactStore(folder.resolve("cache/modelgate/bundles"));
        beside = new DirectoryArtifactStore(folder.resolve("registry/artifacts"));
        other = new DirectoryArtifactStore(folder.resolve("other"));
    }

    @Test
    void a_copy_in_the_cache_is_enough_with_every_server_down() throws IOException {
        cache.put(document, bundle);

        assertThat(bytes(DOWN).objection(entry(DOWN + "@sha256:" + "0".repeat(64))))
                .isEmpty();
    }

    @Test
    void a_copy_beside_the_registry_or_in_a_named_directory_is_enough_with_every_server_down() throws IOException {
        beside.put(document, bundle);
        assertThat(bytes(DOWN).objection(entry("x"))).isEmpty();
        beside.remove(document.sha());

        other.put(document, bundle);
        assertThat(bytes("other", DOWN).objection(entry("x"))).isEmpty();
    }

    @Test
    void a_damaged_copy_in_the_cache_is_removed_and_a_whole_one_elsewhere_counts() throws IOException {
        cache.put(document, bundle);
        beside.put(document, bundle);
        damage(cache);

        assertThat(bytes().objection(entry("x"))).isEmpty();
        assertThat(cache.fetch(document.sha())).isEmpty();
    }

    @Test
    void the_same_bytes_under_another_name_or_with_more_beside_them_are_not_the_model() throws IOException {
        beside.put(document, bundle);
        Files.writeString(beside.fetch(document.sha()).orElseThrow().resolve("more.onnx"), "weights");

        Optional<Reason> objection = bytes().objection(entry("x"));

        assertThat(objection).map(Reason::code).contains(ReasonCode.BYTES_DAMAGED);
        assertThat(objection.orElseThrow().message())
                .contains("registry/artifacts", document.sha().hex());
    }

    @Test
    void a_copy_that_is_nowhere_names_every_place() throws IOException {
        Optional<Reason> objection = bytes("other").objection(entry("x"));

        assertThat(objection).map(Reason::code).contains(ReasonCode.BYTES_MISSING);
        assertThat(objection.orElseThrow().message()).contains("registry/artifacts, other");
    }

    @Test
    void nothing_is_known_while_a_store_does_not_answer_whatever_the_others_say() throws IOException {
        beside.put(document, bundle);
        damage(beside);

        assertThatThrownBy(() -> bytes("ftp:nowhere").objection(entry("x")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(
                        "not every store could be asked (ftp:nowhere: the artifact store is 'ftp:nowhere'");
    }

    private void damage(DirectoryArtifactStore store) throws IOException {
        Files.writeString(store.fetch(document.sha()).orElseThrow().resolve("model.onnx"), "weightS");
    }

    private LiveBytes bytes(String... named) {
        return Registries.bytes(
                folder,
                "registry",
                List.of(named),
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()));
    }

    private Entry entry(String artifact) {
        return Entry.of(document, LineageFacts.UNKNOWN, ProjectFolder.NOW, 2, artifact, ImmutableList.of());
    }
}
