package dev.modelgate.eval.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.port.ModelCodec;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Failed;
import dev.modelgate.core.port.ModelRuntime.Reply;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.core.port.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxRuntimeTest {

    private static final OnnxSettings FIVE_AT_ONCE = new OnnxSettings(1, 5);

    @TempDir
    Path directory;

    private final NumbersCodec codec = new NumbersCodec();

    @Test
    void answers_a_batch_in_its_order() throws IOException {
        try (OnnxRuntime runtime = open("sum")) {
            assertThat(texts(runtime, "1 2", "3 4", "0 0.5")).containsExactly("21.0", "43.0", "5.0");
            assertThat(codec.batches()).containsExactly(3);
            assertThat(runtime.name()).isEqualTo("onnxruntime 1.29.0");
            assertThat(runtime.maxBatch()).isEqualTo(5);
            assertThat(runtime.maxConcurrency()).isEqualTo(1);
        }
    }

    @Test
    void each_batch_has_its_own_values_alone_whatever_the_size_of_the_one_before() throws IOException {
        try (OnnxRuntime runtime = open("sum")) {
            assertThat(texts(runtime, "1 2", "3 4", "0 0.5")).containsExactly("21.0", "43.0", "5.0");
            assertThat(texts(runtime, "5 6")).containsExactly("65.0");
            assertThat(texts(runtime, "1 1", "2 2", "3 3", "4 4")).containsExactly("11.0", "22.0", "33.0", "44.0");
        }
    }

    @Test
    void reads_external_data_that_lies_in_the_bundle() throws IOException {
        Path bundle = Bundles.of(directory, "location-in-folder");
        Bundles.writeWeights(bundle.resolve("data/weights.bin"));
        try (OnnxRuntime runtime = OnnxRuntime.open(bundle, codec, FIVE_AT_ONCE)) {
            assertThat(texts(runtime, "1 2")).containsExactly("21.0");
        }
    }

    @Test
    void asks_one_by_one_when_the_model_takes_a_single_case() throws IOException {
        try (OnnxRuntime runtime = open("sum-single")) {
            assertThat(runtime.maxBatch()).isEqualTo(1);
            assertThat(texts(runtime, "1 2")).containsExactly("21.0");
        }
    }

    @Test
    void hands_the_codec_every_output_that_it_can_take() throws IOException {
        ImmutableMap.Builder<String, Tensor> seen = ImmutableMap.builder();
        ModelCodec watching = new Wrapping(codec) {
            @Override
            public List<String> decode(ImmutableMap<String, Tensor> outputs) {
                seen.putAll(outputs);
                return super.decode(outputs);
            }
        };
        try (OnnxRuntime runtime = OnnxRuntime.open(Bundles.of(directory, "many-outputs"), watching, FIVE_AT_ONCE)) {
            assertThat(texts(runtime, "1 2")).containsExactly("21.0");
        }

        ImmutableMap<String, Tensor> outputs = seen.buildOrThrow();
        assertThat(outputs.keySet()).containsExactlyInAnyOrder("y", "half", "int", "long");
        assertThat(((Tensor.OfFloats) outputs.get("half")).values().get(0)).isEqualTo(21f);
        assertThat(((Tensor.OfLongs) outputs.get("int")).values().get(0)).isEqualTo(21L);
        assertThat(((Tensor.OfLongs) outputs.get("long")).values().get(0)).isEqualTo(21L);
    }

    @Test
    void takes_the_outputs_alone_that_the_codec_reads() throws IOException {
        List<ImmutableSet<String>> seen = new ArrayList<>();
        ModelCodec choosing = new Wrapping(codec) {
            @Override
            public ImmutableSet<String> outputs() {
                return ImmutableSet.of("y", "int");
            }

            @Override
            public List<String> decode(ImmutableMap<String, Tensor> outputs) {
                seen.add(outputs.keySet());
                return super.decode(outputs);
            }
        };
        Path bundle = Bundles.of(directory, "many-outputs");
        try (OnnxRuntime runtime = OnnxRuntime.open(bundle, choosing, FIVE_AT_ONCE)) {
            assertThat(texts(runtime, "1 2")).containsExactly("21.0");
        }

        assertThat(seen).containsExactly(ImmutableSet.of("y", "int"));
    }

    @Test
    void names_the_outputs_when_the_model_has_none_that_the_codec_reads() throws IOException {
        ModelCodec elsewhere = new Wrapping(codec) {
            @Override
            public ImmutableSet<String> outputs() {
                return ImmutableSet.of("z");
            }
        };
        Path bundle = Bundles.of(directory, "sum");

        assertThatThrownBy(() -> OnnxRuntime.open(bundle, elsewhere, FIVE_AT_ONCE))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(
                        "does not fit the codec 'numbers': the model's outputs are [y], but the codec reads [z]");
    }

    @Test
    void only_the_cases_fail_that_the_model_cannot_take() throws IOException {
        try (OnnxRuntime runtime = open("lookup")) {
            List<Reply> replies = answer(runtime, "1 2", "9 1", "4 0");

            assertThat(((Answered) replies.get(0)).output()).isEqualTo("21.0");
            assertThat(((Failed) replies.get(1)).message())
                    .contains("indices element out of data bounds")
                    .doesNotContain("\n");
            assertThat(((Answered) replies.get(2)).output()).isEqualTo("4.0");
        }
    }

    @Test
    void only_the_cases_fail_that_the_codec_cannot_take() throws IOException {
        try (OnnxRuntime runtime = open("sum")) {
            List<Reply> replies = answer(runtime, "one two", "1 2");

            assertThat(((Failed) replies.get(0)).message()).isEqualTo("For input string: \"one\"");
            assertThat(((Answered) replies.get(1)).output()).isEqualTo("21.0");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "sum-of-longs ! the model's input 'x' is of type INT64, but the codec produces FLOAT",
                "sum-rank3 ! the model's input 'x' has the shape [any, 1, 2], but the codec produces [1, 2]",
                "sum-three-wide ! the model's input 'x' has the shape [any, 3], but the codec produces [1, 2]",
                "sum-four ! the model's input 'x' has the shape [4, 2], but the codec produces [1, 2]",
                "sum-of-two-inputs ! the model's inputs are [x, z], but the codec produces [x]",
            })
    void names_the_input_when_the_model_does_not_fit_the_codec(String model, String problem) throws IOException {
        try (OnnxRuntime runtime = open(model)) {
            assertThatThrownBy(() -> answer(runtime, "1 2"))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessage(directory.resolve("bundle/model.onnx") + " does not fit the codec 'numbers': " + problem
                            + "; name the codec made for this model, or export the model for this codec");
        }
    }

    @Test
    void is_an_error_when_the_codec_makes_a_batch_of_another_size() throws IOException {
        ModelCodec greedy = new Wrapping(codec) {
            @Override
            public ImmutableMap<String, Tensor> encode(List<String> texts) {
                return super.encode(
                        ImmutableList.<String>builder().addAll(texts).add("0 0").build());
            }
        };
        try (OnnxRuntime runtime = OnnxRuntime.open(Bundles.of(directory, "sum"), greedy, FIVE_AT_ONCE)) {
            assertThatThrownBy(() -> answer(runtime, "1 2"))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessageContaining(
                            "for 1 texts the codec produces 'x' with the shape [2, 2], but its first dimension must be 1");
        }
    }

    @Test
    void is_an_error_when_the_codec_decodes_too_few_texts() throws IOException {
        ModelCodec lossy = new Wrapping(codec) {
            @Override
            public List<String> decode(ImmutableMap<String, Tensor> outputs) {
                return super.decode(outputs).subList(0, 1);
            }
        };
        try (OnnxRuntime runtime = OnnxRuntime.open(Bundles.of(directory, "sum"), lossy, FIVE_AT_ONCE)) {
            assertThatThrownBy(() -> answer(runtime, "1 2", "3 4"))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessage("the codec 'numbers' decodes 1 texts for 2 cases, but one each is required");
        }
    }

    @Test
    void is_an_error_when_the_configuration_is_not_the_codecs() throws IOException {
        Path bundle = Bundles.of(directory, "sum");
        Path config = Files.writeString(bundle.resolve("config.json"), "17");

        assertThatThrownBy(() -> OnnxRuntime.open(bundle, codec, FIVE_AT_ONCE))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage(
                        config
                                + " does not fit the codec 'numbers': the configuration is a number, but an object or none is required");
    }

    @Test
    void is_an_error_when_the_runtime_cannot_load_the_model() throws IOException {
        Path model = directory.resolve("bundle/model.onnx");

        assertThatThrownBy(() -> open("unknown-operator"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith(model + " could not be loaded (")
                .hasMessageContaining("Conjugate")
                .hasMessageEndingWith("); export it again for ONNX Runtime 1.29.0")
                .hasMessageNotContaining("\n");
    }

    @Test
    void nothing_is_loaded_when_external_data_lies_outside() throws IOException {
        Bundles.writeWeights(directory.resolve("weights.bin"));

        assertThatThrownBy(() -> open("location-parent"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("keeps a tensor in '../weights.bin', but that lies outside the bundle");
    }

    private OnnxRuntime open(String model) throws IOException {
        return OnnxRuntime.open(Bundles.of(directory, model), codec, FIVE_AT_ONCE);
    }

    private static List<Reply> answer(OnnxRuntime runtime, String... inputs) {
        return runtime.answer(
                Arrays.stream(inputs).map(input -> new Request("id", input)).toList());
    }

    private static Stream<String> texts(OnnxRuntime runtime, String... inputs) {
        return answer(runtime, inputs).stream().map(reply -> ((Answered) reply).output());
    }

    /** A codec that does as another does. */
    private static class Wrapping implements ModelCodec, ModelCodec.Session {
        private final NumbersCodec codec;

        Wrapping(NumbersCodec codec) {
            this.codec = codec;
        }

        @Override
        public String name() {
            return codec.name();
        }

        @Override
        public Session open(JsonValue config) {
            return this;
        }

        @Override
        public ImmutableMap<String, Tensor> encode(List<String> texts) {
            return codec.encode(texts);
        }

        @Override
        public List<String> decode(ImmutableMap<String, Tensor> outputs) {
            return codec.decode(outputs);
        }
    }
}
