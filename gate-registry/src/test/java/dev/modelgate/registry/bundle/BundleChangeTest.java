package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.registry.bundle.StoredBytes.Weights;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that somebody writes to while it is read: never a SHA of a state that was not. */
class BundleChangeTest {

    private static final int LARGE = 300_000;

    @TempDir
    private Path directory;

    private Bundle bundle;

    @BeforeEach
    void writeBundle() {
        bundle = Bundle.in(directory)
                .with("model.onnx", new byte[LARGE])
                .with("m.safetensors", StoredBytes.safetensors(Weights.bytes("w", new byte[LARGE])))
                .with("config.json", "{}")
                .with("README.md", "x");
    }

    @Test
    void gives_the_sha_when_nobody_writes() {
        assertThat(bundle.sha()).hasSize(64);
    }

    @Test
    void is_an_error_when_the_whole_bundle_vanishes() {
        bundle.assertError(atStart(this::deleteAll)).hasMessageContaining("vanished while the bundle was read");
    }

    @Test
    void is_an_error_when_a_file_vanishes() {
        bundle.assertError(atStart(() -> Files.delete(bundle.path("model.onnx"))))
                .hasMessage(directory + "/model.onnx vanished while the bundle was read;"
                        + " let nothing write to the bundle, and run again");
    }

    @Test
    void is_an_error_when_a_file_vanishes_after_it_was_hashed() {
        bundle.assertError(atEnd(() -> Files.delete(bundle.path("model.onnx"))))
                .hasMessageContaining("model.onnx vanished while the bundle was read");
    }

    @Test
    void is_an_error_when_a_file_is_cut() {
        bundle.assertError(atStart(() -> resize("model.onnx", 10)))
                .hasMessageContaining("model.onnx ended after 10 bytes, but had 300000 when the bundle was listed");
    }

    @Test
    void is_an_error_when_tensors_are_cut() {
        bundle.assertError(atStart(() -> resize("m.safetensors", 1000)))
                .hasMessageContaining("m.safetensors ended after ");
    }

    @Test
    void is_an_error_when_a_file_grows() {
        bundle.assertError(atStart(() -> resize("model.onnx", LARGE + 1)))
                .hasMessageContaining("model.onnx changed from 300000 to 300001 bytes while the bundle was read");
    }

    @Test
    void is_an_error_when_a_file_is_overwritten_with_as_many_bytes() throws IOException {
        Files.setLastModifiedTime(bundle.path("model.onnx"), FileTime.fromMillis(0));

        bundle.assertError(atEnd(() -> Files.write(bundle.path("model.onnx"), new byte[LARGE])))
                .hasMessageContaining("model.onnx was written or replaced while the bundle was read");
    }

    @Test
    void is_an_error_when_a_file_is_replaced_by_another_of_equal_size_and_time() throws IOException {
        Path other = Files.write(directory.resolve(".other"), new byte[LARGE]);
        FileTime time = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(other, time);
        Files.setLastModifiedTime(bundle.path("model.onnx"), time);

        bundle.assertError(
                        atEnd(() -> Files.move(other, bundle.path("model.onnx"), StandardCopyOption.REPLACE_EXISTING)))
                .hasMessageContaining("model.onnx was written or replaced while the bundle was read");
    }

    @Test
    void is_an_error_when_a_file_appears() {
        bundle.assertError(atEnd(() -> Files.writeString(bundle.path("new.bin"), "x")))
                .hasMessageContaining("new.bin appeared while the bundle was read");
    }

    @Test
    void is_an_error_when_the_configuration_is_rewritten() {
        bundle.assertError(atStart(() -> Files.writeString(bundle.path("config.json"), "{\"a\":1}")))
                .hasMessageContaining("config.json changed from 2 to 7 bytes while the bundle was read");
    }

    @Test
    void is_an_error_when_a_link_is_turned_to_another_file() throws IOException {
        Path link = Files.createSymbolicLink(bundle.path("link"), Path.of("model.onnx"));

        bundle.assertError(atEnd(() -> {
                    Files.delete(link);
                    Files.createSymbolicLink(link, Path.of("README.md"));
                }))
                .hasMessageContaining("/link changed from 300000 to 1 bytes while the bundle was read");
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private static ReadProgress atStart(Write write) {
        return (done, total) -> {
            if (done == 0) {
                perform(write);
            }
        };
    }

    private static ReadProgress atEnd(Write write) {
        return (done, total) -> {
            if (done == total) {
                perform(write);
            }
        };
    }

    private static void perform(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void resize(String name, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(bundle.path(name).toFile(), "rw")) {
            file.setLength(size);
        }
    }

    private void deleteAll() throws IOException {
        MoreFiles.deleteDirectoryContents(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
