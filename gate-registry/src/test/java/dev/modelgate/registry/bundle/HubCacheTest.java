package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCacheTest {

    @TempDir
    private Path temporary;

    private Path cache;
    private Bundle snapshot;

    @BeforeEach
    void fill() throws IOException {
        cache = temporary.resolve("models--lab--tutor");
        Bundle.in(cache)
                .with("blobs/0a", "weights")
                .with("blobs/0b", "{\"a\":1}")
                .with("refs/main", "f00");
        Path folder = Files.createDirectories(cache.resolve("snapshots/f00/onnx"));
        snapshot = Bundle.in(folder.getParent());
        Files.createSymbolicLink(snapshot.path("config.json"), Path.of("../../blobs/0b"));
        Files.createSymbolicLink(snapshot.path("onnx/weights.bin"), Path.of("../../../blobs/0a"));
    }

    @Test
    void reads_a_snapshot_as_its_plain_copy() {
        Bundle copy = Bundle.in(temporary.resolve("copy"))
                .with("config.json", "{\"a\":1}")
                .with("onnx/weights.bin", "weights");

        assertThat(snapshot.sha()).isEqualTo(copy.sha());
    }

    @Test
    void is_an_error_that_names_the_snapshots_when_the_root_is_given() throws IOException {
        Files.createDirectory(cache.resolve("snapshots/bar"));

        Bundle.in(cache)
                .assertError()
                .hasMessageContaining("holds a model in several states, but one is required; name a snapshot:"
                        + " %1$s/snapshots/bar, %1$s/snapshots/f00".formatted(cache));
    }

    @Test
    void is_an_error_when_a_link_leads_into_the_blobs_of_another_cache() throws IOException {
        Path other = temporary.resolve("models--lab--other");
        Bundle.in(other).with("blobs/0c", "x");
        Files.createSymbolicLink(snapshot.path("x.bin"), other.resolve("blobs/0c"));

        snapshot.assertError().hasMessageContaining("which lies outside the bundle");
    }

    @Test
    void is_an_error_when_a_link_leads_elsewhere_in_its_own_cache() throws IOException {
        Files.createSymbolicLink(snapshot.path("x.bin"), Path.of("../../refs/main"));

        snapshot.assertError().hasMessageContaining("which lies outside the bundle");
    }
}
