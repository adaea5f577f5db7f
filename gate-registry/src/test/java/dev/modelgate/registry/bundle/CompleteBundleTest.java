package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.registry.bundle.StoredBytes.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompleteBundleTest {

    private static final Path PROJECT = Path.of(System.getProperty("project.root"));

    /** As users brought them. */
    private static final Path BROUGHT = PROJECT.resolve("gate-registry/src/test/resources/bundles");

    private static final Path VECTORS = PROJECT.resolve("spec/vectors/canonical-sha");

    private static final String INDEX = "model.safetensors.index.json";
    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";

    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 16\n".formatted("ab".repeat(32));

    @TempDir
    private Path directory;

    @Test
    void names_the_shards_that_an_index_names_and_the_bundle_lacks() {
        Bundle.in(BROUGHT.resolve("missing-shards"))
                .assertError()
                .hasMessageContaining("model.safetensors.index.json names model-00003-of-00004.safetensors,"
                        + " model-00004-of-00004.safetensors, but the bundle holds no such file");
    }

    @Test
    void names_external_data_that_is_missing() {
        Bundle.in(BROUGHT.resolve("external-data-missing"))
                .assertError()
                .hasMessageContaining(
                        "renamed.onnx keeps tensors in model.onnx_data, but the bundle holds no such file");
    }

    @Test
    void names_a_pointer_of_git_lfs() {
        Path pointer = BROUGHT.resolve("lfs-pointer");

        Bundle.in(pointer)
                .assertError()
                .hasMessage(pointer + "/model.onnx is a Git LFS pointer, not the file: run git lfs pull");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tokenizer.json", "pytorch_model.bin", "m.safetensors", "config.json", "sub/vocab.txt", INDEX})
    void names_a_pointer_of_git_lfs_whatever_its_name(String name) {
        Bundle.in(directory)
                .with("weights.bin", "w")
                .with(name, POINTER)
                .assertError()
                .hasMessageContaining(name + " is a Git LFS pointer, not the file: run git lfs pull");
    }

    @Test
    void reads_a_long_text_about_pointers_as_a_text() {
        String text = POINTER + "x".repeat(1024);

        assertThat(Bundle.in(directory).with("notes.txt", text).read().files())
                .extracting(FileEntry::path)
                .containsExactly("notes.txt");
    }

    @Test
    void gives_an_identity_that_does_not_depend_on_a_right_index() {
        String without = shards().sha();

        assertThat(shards().with(INDEX, index(FIRST, SECOND)).sha()).isEqualTo(without);
        assertThat(shards().with(INDEX, "{\"metadata\":{}}").sha()).isEqualTo(without);
    }

    @Test
    void is_an_error_when_an_index_maps_a_tensor_to_a_shard_that_does_not_hold_it() {
        shards().with(INDEX, index(SECOND, FIRST))
                .assertError()
                .hasMessageContaining("says that %1$s/%3$s holds the tensor 'a', but %1$s/%2$s does"
                        .formatted(directory, FIRST, SECOND));
    }

    @Test
    void is_an_error_when_an_index_maps_a_tensor_that_is_nowhere() {
        shards().with(INDEX, "{\"weight_map\":{\"a\":\"%s\",\"b\":\"%s\",\"c\":\"%2$s\"}}".formatted(FIRST, SECOND))
                .assertError()
                .hasMessageContaining("holds the tensor 'c', but no file does");
    }

    @Test
    void is_an_error_when_an_index_does_not_name_a_tensor_so_that_loaders_would_leave_it_out() {
        shards().with(INDEX, "{\"weight_map\":{\"a\":\"%s\"}}".formatted(FIRST))
                .assertError()
                .hasMessageContaining("%s holds the tensor 'b', but".formatted(SECOND))
                .hasMessageContaining("does not name it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "x",
                "{\"weight_map\":[]}",
                "{\"weight_map\":{\"a\":1}}",
                "{\"weight_map\":{\"a\":\"../x\"}}"
            })
    void is_an_error_when_an_index_cannot_be_understood(String index) {
        shards().with(INDEX, index).assertError().hasMessageContaining(INDEX);
    }

    @Test
    void is_an_error_when_a_shard_of_pickled_weights_is_missing() {
        Bundle.in(directory)
                .with("pytorch_model.bin.index.json", "{\"weight_map\":{\"a\":\"part-1.bin\"}}")
                .assertError()
                .hasMessageContaining(
                        "pytorch_model.bin.index.json names part-1.bin, but the bundle holds no such file");
    }

    @ParameterizedTest
    @CsvSource({
        "sub/w-00001-of-00002.gguf,       sub/w-00002-of-00002.gguf",
        "w-00002-of-00002.bin,            w-00001-of-00002.bin",
        "ckpt.data-00000-of-00002,        ckpt.data-00001-of-00002",
    })
    void is_an_error_when_a_numbered_part_is_missing(String there, String missing) {
        Bundle.in(directory)
                .with(there, "w")
                .assertError()
                .hasMessageContaining("among them %s, but the bundle holds no such file".formatted(missing));
        assertThat(Bundle.in(directory).with(missing, "w").sha()).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({
        "error-external-data-in-readme,      README,            'a file of that name is no part of the model''s identity'",
        "error-external-data-hidden,         .w/weights.bin,    'names that begin with a dot are no part of the bundle'",
        "error-external-data-in-safetensors, w.safetensors,     'of a file of that name not every byte is part'",
        "error-external-data-outside,        ../readme-onnx-counts/README.onnx, 'that lies outside the bundle'",
    })
    void is_an_error_when_a_model_keeps_tensors_where_the_identity_does_not_see_them(
            String bundle, String location, String problem) {
        Bundle.in(VECTORS.resolve(bundle))
                .assertError()
                .hasMessageContaining("model.onnx keeps a tensor in '%s', but %s".formatted(location, problem));
    }

    @Test
    void looks_for_external_data_beside_a_model_in_a_folder() throws IOException {
        byte[] model = Files.readAllBytes(VECTORS.resolve("readme-onnx-counts/model.onnx"));
        Bundle bundle = Bundle.in(directory).with("onnx/model.onnx", model).with("README.onnx", "w");

        bundle.assertError().hasMessageContaining("keeps tensors in onnx/README.onnx, but");
        assertThat(bundle.with("onnx/README.onnx", "w").sha()).hasSize(64);
    }

    private Bundle shards() {
        return Bundle.in(directory)
                .with(FIRST, StoredBytes.safetensors(Weights.bytes("a", (byte) 1)))
                .with(SECOND, StoredBytes.safetensors(Weights.bytes("b", (byte) 2)));
    }

    private static String index(String ofA, String ofB) {
        return "{\"metadata\":{\"total_size\":2},\"weight_map\":{\"a\":\"%s\",\"b\":\"%s\"}}".formatted(ofA, ofB);
    }
}
