package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.bundle.StoredBytes.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateCopyTest {

    private static final int LARGE = 20 << 20;

    @TempDir
    private Path directory;

    private Bundle bundle;

    @BeforeEach
    void writeBundle() {
        bundle = Bundle.in(directory)
                .with("model.safetensors", StoredBytes.safetensors(Weights.bytes("w", new byte[LARGE])))
                .with(
                        "sub/more.safetensors",
                        StoredBytes.safetensors(Weights.bytes("v", (byte) 1), Weights.bytes("u", (byte) 2)))
                .with("config.json", "{ \"a\": 1 }")
                .with("tokenizer.json", "{}")
                .with("README.onnx", "weights")
                .with("empty.txt", "")
                .with(
                        "model.safetensors.index.json",
                        "{\"free\":\"text\",\"weight_map\":{\"w\":\"model.safetensors\"}}")
                .with("README.md", "about")
                .with("MLmodel", "flavors")
                .with(".hidden.bin", "x")
                .with("sub/.w", "x");
    }

    @Test
    void holds_what_the_identity_covers_byte_for_byte_and_nothing_else() throws IOException {
        try (PrivateCopy copy = copy(ReadProgress.NONE)) {
            assertThat(files(copy.bundle()))
                    .containsExactly(
                            "README.onnx",
                            "config.json",
                            "empty.txt",
                            "model.safetensors",
                            "model.safetensors.index.json",
                            "sub/more.safetensors",
                            "tokenizer.json");
            for (String path : files(copy.bundle())) {
                if (!path.endsWith("index.json")) {
                    assertThat(copy.bundle().resolve(path)).hasSameBinaryContentAs(bundle.path(path));
                }
            }
            assertThat(copy.bundle().resolve("model.safetensors.index.json"))
                    .hasContent("{\"metadata\":{},\"weight_map\":{\"w\":\"model.safetensors\"}}");
            assertThat(copy.document()).isEqualTo(bundle.read());
        }
    }

    @Test
    void is_the_gates_own_user_s_alone_and_gone_at_the_end() throws IOException {
        assertThat(bundle.path("tokenizer.json").toFile().setExecutable(true)).isTrue();
        Path root;
        try (PrivateCopy copy = copy(ReadProgress.NONE)) {
            root = copy.bundle().getParent();
            assertThat(Files.getPosixFilePermissions(root)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(rights(copy, "config.json")).doesNotContain("w").doesNotContain("x");
            assertThat(rights(copy, "tokenizer.json")).contains("x").doesNotContain("w");
        }
        assertThat(root).doesNotExist();
    }

    @Test
    void stays_what_it_was_hashed_to_when_the_bundle_is_swapped_and_swapped_back() throws IOException {
        byte[] honest = Files.readAllBytes(bundle.path("README.onnx"));
        byte[] degraded = "WEIGHTS".getBytes(StandardCharsets.UTF_8);
        FileTime time = Files.getLastModifiedTime(bundle.path("README.onnx"));
        ReadProgress swapping = (done, total) -> {
            try {
                Files.write(bundle.path("README.onnx"), done == total ? honest : degraded);
                Files.setLastModifiedTime(bundle.path("README.onnx"), time);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };

        try (PrivateCopy copy = copy(swapping)) {
            assertThat(copy.document())
                    .isEqualTo(Bundle.in(copy.bundle()).read())
                    .isNotEqualTo(bundle.read());
        }
    }

    @Test
    void leaves_nothing_behind_when_the_bundle_has_no_identity() throws IOException {
        bundle.with("model.onnx", "version https://git-lfs.github.com/spec/v1\n");
        List<Path> before = copies();

        assertThatThrownBy(() -> copy(ReadProgress.NONE))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(directory + "/model.onnx is a Git LFS pointer");
        assertThat(copies()).hasSameSizeAs(before);
    }

    @Test
    void tells_what_cannot_be_judged_of_the_bundle_that_was_named() {
        try (PrivateCopy copy = copy(ReadProgress.NONE)) {
            assertThatThrownBy(() -> copy.use(files -> {
                        throw new CannotJudgeException(files + "/x is wrong");
                    }))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessage(directory + "/x is wrong");
        }
    }

    private PrivateCopy copy(ReadProgress progress) {
        return PrivateCopy.of(directory, Optional.empty(), progress);
    }

    private static String rights(PrivateCopy copy, String path) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(copy.bundle().resolve(path)));
    }

    private static List<Path> copies() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("gate-bundle-"))
                    .toList();
        }
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
