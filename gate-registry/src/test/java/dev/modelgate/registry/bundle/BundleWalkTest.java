package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.FileEntry;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BundleWalkTest {

    @TempDir
    private Path temporary;

    private Bundle bundle;

    @BeforeEach
    void writeBundle() throws IOException {
        bundle = Bundle.in(Files.createDirectory(temporary.resolve("bundle"))).with("model.onnx", "weights");
    }

    @Test
    void finds_files_at_any_depth_by_code_points_of_their_paths() {
        bundle.with("a/b/c.bin", "1").with("a-b", "2").with("Z", "3");

        assertThat(paths()).containsExactly("Z", "a-b", "a/b/c.bin", "model.onnx");
    }

    @Test
    void folders_without_end_are_named_and_do_not_exhaust_the_stack() throws IOException {
        Path deep = bundle.directory();
        for (int i = 0; i < 1_500; i++) {
            deep = Files.createDirectory(deep.resolve("a"));
        }

        assertThatThrownBy(this::paths)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("has folders more than 100 deep, but no deeper ones are read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".gitattributes", ".cache/huggingface/x.bin", "sub/.hidden", ".git/config.json", ".safetensors"})
    void skips_what_starts_with_a_dot(String path) {
        String before = bundle.sha();

        assertThat(bundle.with(path, "x").sha()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MLmodel",
                "conda.yaml",
                "python_env.yaml",
                "requirements.txt",
                "registered_model_meta",
                "README",
                "README.md",
                "README.txt",
                "LICENSE",
                "LICENSE.md",
                "LICENSE.txt",
                "NOTICE",
                "NOTICE.md",
                "NOTICE.txt",
                "sub/deep/README.md",
                "sub/MLmodel"
            })
    void leaves_out_where_the_model_was_made(String path) {
        String before = bundle.sha();

        assertThat(bundle.with(path, "x").sha()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readme.md",
                "License",
                "mlmodel",
                "MLmodel.txt",
                "my-conda.yaml",
                "requirements.txt.bak",
                "index.json",
                "tokenizer.json",
                "adapter_config.json",
                "code.py",
                "README/x.py",
                "model.safetensors.bak",
                "README.onnx",
                "READMEfirst",
                "README.MD",
                "LICENSE.bin",
                "LICENSE-APACHE.txt",
                "NOTICE.onnx_data",
                "sub/README.bin",
                "model.SAFETENSORS",
                "sub/config.json",
                "Config.json"
            })
    void counts_every_other_file(String path) {
        bundle.with(path, "x");

        assertThat(paths()).contains(path);
    }

    @Test
    void takes_a_name_of_two_kinds_as_tensors_so_that_weights_cannot_hide() {
        bundle.with("README.safetensors", "no header").assertError().hasMessageContaining("README.safetensors");
    }

    @Test
    void follows_a_link_to_a_file_within_the_bundle() throws IOException {
        bundle.with("blobs/abc", "tokens");
        Files.createSymbolicLink(bundle.path("tokenizer.json"), Path.of("blobs/abc"));
        Files.createSymbolicLink(
                bundle.path("absolute.json"), bundle.path("blobs/abc").toAbsolutePath());
        Files.createSymbolicLink(bundle.path("chain.json"), Path.of("tokenizer.json"));

        assertThat(bundle.read().files())
                .filteredOn(file -> file.size() == 6)
                .extracting(FileEntry::path)
                .containsExactly("absolute.json", "blobs/abc", "chain.json", "tokenizer.json");
    }

    @Test
    void gives_one_sha_to_a_bundle_with_links_and_to_its_copy_without() throws IOException {
        bundle.with("data", "content");
        Files.createSymbolicLink(bundle.path("link"), Path.of("data"));
        Bundle copy = Bundle.in(temporary.resolve("copy"))
                .with("model.onnx", "weights")
                .with("data", "content")
                .with("link", "content");

        assertThat(copy.sha()).isEqualTo(bundle.sha());
    }

    @Test
    void reads_a_bundle_that_is_named_by_a_link() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("latest"), bundle.directory());

        assertThat(Bundle.in(link).sha()).isEqualTo(bundle.sha());
    }

    @Test
    void says_how_to_copy_when_a_link_leads_outside() throws IOException {
        Path outside = Files.writeString(temporary.resolve("blob"), "x");
        Files.createSymbolicLink(bundle.path("model.bin"), outside);

        bundle.assertError()
                .hasMessage(
                        "%s/model.bin is a link to %s, which lies outside the bundle, but a bundle must hold all its"
                                        .formatted(bundle.directory(), outside.toRealPath())
                                + " bytes; copy the bundle without links ('cp -RL BUNDLE COPY') and name the copy");
    }

    @Test
    void sees_through_a_sibling_whose_name_begins_like_the_bundles() throws IOException {
        Files.createDirectory(temporary.resolve("bundle-2"));
        Files.createSymbolicLink(bundle.path("x"), Files.writeString(temporary.resolve("bundle-2/x"), "x"));

        bundle.assertError().hasMessageContaining("outside the bundle");
    }

    @Test
    void judges_even_an_excluded_name_when_it_leads_outside() throws IOException {
        Files.createSymbolicLink(bundle.path("README.md"), Files.writeString(temporary.resolve("r"), "x"));

        bundle.assertError().hasMessageContaining("outside the bundle");
    }

    @Test
    void is_an_error_when_a_link_leads_to_a_directory() throws IOException {
        Files.createDirectory(bundle.path("real"));
        Files.createSymbolicLink(bundle.path("folder"), Path.of("real"));

        bundle.assertError()
                .hasMessageContaining(bundle.directory() + "/folder is a link to a directory")
                .hasMessageContaining("cp -RL");
    }

    @Test
    void is_an_error_when_links_go_in_a_circle() throws IOException {
        Files.createSymbolicLink(bundle.path("a"), Path.of("b"));
        Files.createSymbolicLink(bundle.path("b"), Path.of("a"));

        bundle.assertError().hasMessageContaining(bundle.directory() + "/a is a link that leads nowhere");
    }

    @Test
    void is_an_error_when_a_link_leads_back_to_the_bundle() throws IOException {
        Files.createSymbolicLink(bundle.path("self"), Path.of("."));

        bundle.assertError().hasMessageContaining("/self is a link to a directory");
    }

    @Test
    void is_an_error_when_a_link_dangles() throws IOException {
        Files.createSymbolicLink(bundle.path("model.bin"), Path.of("gone"));

        bundle.assertError().hasMessageContaining("/model.bin is a link that leads nowhere (NoSuchFileException");
    }

    @Test
    void is_an_error_and_no_endless_wait_when_there_is_a_fifo() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", bundle.path("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        bundle.assertError().hasMessageContaining("/pipe is a FIFO, socket or device");
    }

    @Test
    void is_an_error_when_a_link_leads_to_a_device() throws IOException {
        Files.createSymbolicLink(bundle.path("null.bin"), Path.of("/dev/null"));

        bundle.assertError().hasMessageContaining("/null.bin is a link to a FIFO, socket or device");
    }

    @Test
    void is_an_error_when_there_is_a_socket() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(bundle.path("s")));

            bundle.assertError().hasMessageContaining("/s is a FIFO, socket or device");
        }
    }

    @Test
    void is_an_error_when_a_name_is_not_utf8() throws IOException {
        Path named = Path.of(URI.create("file://" + bundle.directory() + "/weights-%FF.bin"));
        Files.writeString(named, "x");

        bundle.assertError()
                .hasMessageContaining("the name of 'weights-%FF.bin' in")
                .hasMessageContaining("is not UTF-8");
    }

    @Test
    void keeps_names_as_they_are_and_does_not_normalise_them() {
        bundle.with("e\u0301", "1").with("\u00e9", "2").with("a+b %41?#", "3").with("😀", "4");

        assertThat(paths()).containsExactly("a+b %41?#", "e\u0301", "model.onnx", "\u00e9", "😀");
    }

    @Test
    void is_an_error_when_the_directory_does_not_exist() {
        Bundle.in(temporary.resolve("nowhere"))
                .assertError()
                .hasMessage("the bundle %s/nowhere does not exist; check the path".formatted(temporary));
    }

    @Test
    void is_an_error_when_the_directory_is_a_file() {
        Bundle.in(bundle.path("model.onnx"))
                .assertError()
                .hasMessageContaining("model.onnx is a file, but a directory is required");
    }

    @Test
    void is_an_error_when_nothing_in_it_counts() throws IOException {
        Files.delete(bundle.path("model.onnx"));
        bundle.with("README.md", "x").with("config.json", "{}").with(".x", "x");

        bundle.assertError()
                .hasMessageContaining("has no tensors and no behaviour-bearing files, so it has no identity");
    }

    @Test
    void is_an_error_when_the_only_safetensors_file_holds_no_tensor() throws IOException {
        Files.delete(bundle.path("model.onnx"));
        bundle.with("m.safetensors", StoredBytes.file("{}"));

        bundle.assertError().hasMessageContaining("no identity");
    }

    private List<String> paths() {
        return bundle.read().files().stream().map(FileEntry::path).toList();
    }
}
