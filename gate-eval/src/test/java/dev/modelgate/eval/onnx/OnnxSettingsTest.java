package dev.modelgate.eval.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.json.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kind: onnx} as a {@code gate.yaml} has it. */
class OnnxSettingsTest {

    @TempDir
    Path directory;

    @Test
    void the_wiring_sets_threads_and_batch() {
        assertThat(settings("{kind: onnx, threads: 3, batch: 17}")).isEqualTo(new OnnxSettings(3, 17));
    }

    @Test
    void what_the_wiring_does_not_say_is_the_default() {
        assertThat(OnnxSettings.of(Optional.empty())).isEqualTo(new OnnxSettings(1, 256));
        assertThat(settings("{kind: onnx}")).isEqualTo(OnnxSettings.DEFAULT);
        assertThat(settings("{kind: onnx, batch: 8}")).isEqualTo(new OnnxSettings(1, 8));
    }

    @Test
    void the_model_is_asked_in_batches_of_that_size() throws IOException {
        OnnxSettings settings = settings("{kind: onnx, threads: 2, batch: 2}");
        try (OnnxRuntime runtime = OnnxRuntime.open(Bundles.of(directory, "sum"), new NumbersCodec(), settings)) {
            assertThat(runtime.maxBatch()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: onnx, threads: 0}      | wiring.runtime.threads:1:23 is '0', but a number from 1 to 1000000 is required",
                "{kind: onnx, batch: -1}       | wiring.runtime.batch:1:21 is '-1', but a number from 1 to 1000000 is required",
                "{kind: onnx, batch: many}     | wiring.runtime.batch:1:21 is a string, but a number is required",
                "{kind: onnx, batch: 1.5}      | wiring.runtime.batch:1:21 is 1.5, but an integer is required",
                "{kind: onnx, timeout: 3}      | 'timeout'"
            })
    void what_is_wrong_is_told_with_its_place(String yaml, String message) {
        assertThatThrownBy(() -> settings(yaml))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    private static OnnxSettings settings(String yaml) {
        JsonObject runtime = (JsonObject) YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), "gate.yaml");
        return OnnxSettings.of(Optional.of(new Section(runtime, "gate.yaml: wiring.runtime")));
    }
}
