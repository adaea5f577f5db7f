package dev.modelgate.eval.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelFileTest {

    private static final String EXPORT = "export the model with its external data in a file of the bundle";

    @TempDir
    Path directory;

    @Test
    void is_model_onnx_when_there_are_several() throws IOException {
        Path bundle = Bundles.of(directory, "sum");
        Files.copy(bundle.resolve("model.onnx"), bundle.resolve("other.onnx"));

        assertThat(OnnxModelFile.in(bundle)).isEqualTo(bundle.resolve("model.onnx"));
    }

    @Test
    void is_the_only_onnx_file_whatever_its_name() throws IOException {
        Path bundle = Bundles.of(directory, "sum");
        Files.move(bundle.resolve("model.onnx"), bundle.resolve("tutor.onnx"));
        Files.createDirectory(bundle.resolve("folder.onnx"));

        assertThat(OnnxModelFile.in(bundle)).isEqualTo(bundle.resolve("tutor.onnx"));
    }

    @Test
    void is_an_error_when_there_is_none_or_no_bundle() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertError(directory)
                .hasMessage("the bundle " + directory + " has 0 *.onnx files at its top, but one is required,"
                        + " or one named model.onnx; add or rename it");
        assertError(file)
                .hasMessage("the bundle " + file + " is not a directory, but a bundle is one; name the directory");
    }

    @ParameterizedTest
    @CsvSource({
        "location-parent,        '../weights.bin',      that lies outside the bundle",
        "location-parent-within, 'data/../weights.bin', that lies outside the bundle",
        "location-absolute,      '/etc/hostname',       that lies outside the bundle",
        "location-windows,       '..\\weights.bin',     that is no plain file name",
        "location-drive,         'C:weights.bin',       that is no plain file name",
        "location-memory,        '*/_ORT_MEM_ADDR_/*',  that is no plain file name",
        "location-empty,         '',                    that is no plain file name",
        "place-nested-subgraph,  '../weights.bin',      that lies outside the bundle",
    })
    void is_an_error_when_external_data_lies_outside_even_where_the_file_exists(
            String model, String location, String problem) throws IOException {
        Path bundle = Bundles.of(directory, model);
        Bundles.writeWeights(directory.resolve("weights.bin"));
        Bundles.writeWeights(bundle.resolve("data/x"));
        Bundles.writeWeights(bundle.resolve("weights.bin"));

        assertError(bundle)
                .hasMessage("%s keeps a tensor in '%s', but %s; %s"
                        .formatted(bundle.resolve("model.onnx"), location, problem, EXPORT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error-external-data-in-readme",
                "error-external-data-hidden",
                "error-external-data-in-safetensors",
                "error-external-data-missing"
            })
    void is_an_error_when_external_data_is_not_what_the_identity_covers(String bundle) {
        Path vectors = Path.of(System.getProperty("project.root"), "spec/vectors/canonical-sha");

        assertError(vectors.resolve(bundle)).hasMessageContaining("model.onnx keeps a tensor in '");
    }

    @Test
    void is_an_error_when_a_location_holds_a_control_character() throws IOException {
        assertError(Bundles.of(directory, "location-control")).hasMessageContaining("no plain file name");
    }

    @Test
    void is_an_error_when_external_data_is_missing() throws IOException {
        Path bundle = Bundles.of(directory, "location-inside");

        assertError(bundle)
                .hasMessage("%s keeps a tensor in 'weights.bin', but the bundle has no such file; add it or %s"
                        .formatted(bundle.resolve("model.onnx"), EXPORT));
    }

    @Test
    void is_an_error_when_external_data_is_a_link_out_of_the_bundle() throws IOException {
        Path bundle = Bundles.of(directory, "location-inside");
        Path outside = Bundles.writeWeights(directory.resolve("outside.bin"));
        Files.createSymbolicLink(bundle.resolve("weights.bin"), outside);

        assertError(bundle)
                .hasMessage("%s keeps a tensor in 'weights.bin', but a link leads from there to %s, outside the bundle;"
                                .formatted(bundle.resolve("model.onnx"), outside)
                        + " copy the file into the bundle");
    }

    @Test
    void is_an_error_when_a_folder_on_the_way_is_a_link_out_of_the_bundle() throws IOException {
        Path bundle = Bundles.of(directory, "location-in-folder");
        Path outside = Bundles.writeWeights(directory.resolve("outside/weights.bin"));
        Files.createSymbolicLink(bundle.resolve("data"), outside.getParent());

        assertError(bundle).hasMessageContaining("but a link leads from there to " + outside);
    }

    @Test
    void is_an_error_when_the_model_is_a_link_out_of_the_bundle() throws IOException {
        Path bundle = Bundles.of(directory, "sum");
        Path outside = directory.resolve("outside.onnx");
        Files.move(bundle.resolve("model.onnx"), outside);
        Files.createSymbolicLink(bundle.resolve("model.onnx"), outside);

        assertError(bundle)
                .hasMessage(
                        "the model is %s, but a link leads from there to %s, outside the bundle; copy the file into the bundle"
                                .formatted(bundle.resolve("model.onnx"), outside));
    }

    @Test
    void external_data_is_looked_up_beside_the_real_file_when_the_model_is_a_link_within_the_bundle()
            throws IOException {
        Path bundle = Bundles.of(directory, "location-inside");
        Path real = Files.createDirectory(bundle.resolve("real")).resolve("m.onnx");
        Files.move(bundle.resolve("model.onnx"), real);
        Files.createSymbolicLink(bundle.resolve("model.onnx"), real);
        Bundles.writeWeights(bundle.resolve("weights.bin"));

        assertError(bundle).hasMessageContaining("the bundle has no such file");

        Bundles.writeWeights(bundle.resolve("real/weights.bin"));
        assertThat(OnnxModelFile.in(bundle)).isEqualTo(real);
    }

    @Test
    void is_an_error_when_the_file_is_of_another_kind() throws IOException {
        Path bundle = Bundles.of(directory, "sum");
        Path model = bundle.resolve("model.onnx");

        Files.writeString(model, "<!DOCTYPE html><html>404</html>");
        assertError(bundle).hasMessageMatching("\\Q" + model + "\\E is not an ONNX model \\(.+\\); export it again");
        Files.write(model, new byte[0]);
        assertError(bundle).hasMessage(model + " is not an ONNX model (it has no graph); export it again");
    }

    private static AbstractThrowableAssert<?, ?> assertError(Path bundle) {
        return assertThatThrownBy(() -> OnnxModelFile.in(bundle)).isInstanceOf(CannotJudgeException.class);
    }
}
