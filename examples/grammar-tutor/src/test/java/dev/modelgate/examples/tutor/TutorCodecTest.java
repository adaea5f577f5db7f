package dev.modelgate.examples.tutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.port.ModelCodec;
import dev.modelgate.core.port.Tensor;
import dev.modelgate.eval.json.JsonReader;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TutorCodecTest {

    private static final String CONFIG = """
            {"model_type": "char-mlp-conjugator", "alphabet": "_ abcdefghijklmnopqrstuvwxyz", "lemma_len": 12,
             "output_len": 4, "tenses": ["present", "past"], "subjects": ["I", "you all"], "polarities": ["affirmative"]}
            """;

    @Test
    void is_found_as_a_service_by_its_name() {
        assertThat(ServiceLoader.load(ModelCodec.class))
                .extracting(ModelCodec::name)
                .containsExactly("grammar-tutor");
    }

    @Test
    void a_question_becomes_the_letters_of_the_verb_and_three_ids() {
        Tensor ids = session()
                .encode(List.of(
                        "conjugate | go | past | you all | affirmative", "conjugate|ab c|present|I|affirmative"))
                .get("input_ids");

        assertThat(ids.shape()).isEqualTo(ImmutableLongArray.of(2, 15));
        assertThat(ids.values()).isEqualTo(LongBuffer.wrap(new long[] {
            8, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0,
            2, 3, 1, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "what is 2+2? ! the input is 'what is 2+2?', but a question reads 'conjugate | VERB | TENSE | SUBJECT | POLARITY'; correct the eval set",
                "decline | go | past | I | affirmative ! the input is 'decline | go | past | I | affirmative', but a question reads 'conjugate | VERB | TENSE | SUBJECT | POLARITY'; correct the eval set",
                "conjugate | go | past | I ! the input is 'conjugate | go | past | I', but a question reads 'conjugate | VERB | TENSE | SUBJECT | POLARITY'; correct the eval set",
                "conjugate | Go | past | I | affirmative ! the verb 'Go' has the letter 'G', but the tutor knows only ' abcdefghijklmnopqrstuvwxyz'; correct the eval set",
                "conjugate | go_ | past | I | affirmative ! the verb 'go_' has the letter '_', but the tutor knows only ' abcdefghijklmnopqrstuvwxyz'; correct the eval set",
                "conjugate | | past | I | affirmative ! the verb is '', but it must have 1 to 12 letters; correct the eval set",
                "conjugate | conjugateable | past | I | affirmative ! the verb is 'conjugateable', but it must have 1 to 12 letters; correct the eval set",
                "conjugate | go | pluperfect | I | affirmative ! the tense is 'pluperfect', but the tutor knows only present, past; correct the eval set",
                "conjugate | go | past | it | affirmative ! the subject is 'it', but the tutor knows only I, you all; correct the eval set",
                "conjugate | go | past | I | negative ! the polarity is 'negative', but the tutor knows only affirmative; correct the eval set",
            })
    void names_what_the_tutor_does_not_know(String input, String message) {
        assertThatThrownBy(() -> session().encode(List.of(input)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void an_answer_ends_at_the_first_padding_or_with_the_row() {
        Tensor ids = longs(ImmutableLongArray.of(3, 4), 2, 0, 3, 4, 2, 3, 1, 4, 0, 2, 2, 2);

        assertThat(session().decode(ImmutableMap.of("output_ids", ids))).containsExactly("a", "ab c", "");
    }

    @Test
    void is_an_error_when_the_outputs_are_not_the_tutors() {
        String message = "the model gives the outputs [%s], but integers 'output_ids' of 4 letters each are required";
        Tensor floats = new Tensor.OfFloats(ImmutableLongArray.of(1, 4), FloatBuffer.allocate(4));

        assertUndecodable("logits", floats).hasMessage(message, "logits");
        assertUndecodable("output_ids", floats).hasMessage(message, "output_ids");
        assertUndecodable("output_ids", longs(ImmutableLongArray.of(1, 3), 1, 2, 3))
                .hasMessage(message, "output_ids");
        assertUndecodable("output_ids", longs(ImmutableLongArray.of(4), 1, 2, 3, 4))
                .hasMessage(message, "output_ids");
    }

    @Test
    void is_an_error_when_a_letter_is_outside_the_alphabet() {
        String message = "the model answers with the letter %d, but its alphabet has 28";

        assertUndecodable("output_ids", longs(ImmutableLongArray.of(1, 4), 2, 28, 0, 0))
                .hasMessage(message, 28);
        assertUndecodable("output_ids", longs(ImmutableLongArray.of(1, 4), 2, 0, 0, -1))
                .hasMessage(message, -1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "\"char-mlp-conjugator\" ! \"llama\" ! 'model_type' is 'llama', but this codec is made for 'char-mlp-conjugator'; name another codec",
                "\"lemma_len\": 12 ! \"lemma_len\": 0 ! 'lemma_len' is a number, but it must be an integer from 1 to 1000; take the config.json that came with the model",
                "\"lemma_len\": 12 ! \"lemma_len\": 1e9 ! 'lemma_len' is a number, but it must be an integer from 1 to 1000; take the config.json that came with the model",
                "\"lemma_len\": 12 ! \"lemma_len\": 99999999999 ! 'lemma_len' is a number, but it must be an integer from 1 to 1000; take the config.json that came with the model",
                "\"tenses\" ! \"times\" ! 'tenses' is missing, but the tutor needs it; take the config.json that came with the model",
                "[\"affirmative\"] ! [] ! 'polarities' is an array, but it must be a list of strings; take the config.json that came with the model",
                "[\"affirmative\"] ! [1] ! 'polarities' is an array, but it must be a list of strings; take the config.json that came with the model",
                "\"_ abc ! \"_ aac ! 'alphabet' is '_ aacdefghijklmnopqrstuvwxyz', but it must hold at least two letters, each once",
            })
    void names_what_is_wrong_with_the_configuration(String text, String by, String message) {
        String config = CONFIG.replace(text, by);

        assertThat(config).isNotEqualTo(CONFIG);
        assertThatThrownBy(() -> open(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void is_an_error_when_the_configuration_is_no_object() {
        assertThatThrownBy(() -> new TutorCodec().open(JsonString.of("tutor")))
                .hasMessage("the configuration is a string, but an object is required");
    }

    private static ModelCodec.Session session() {
        return open(CONFIG);
    }

    private static ModelCodec.Session open(String config) {
        return new TutorCodec().open(JsonReader.read(config.getBytes(StandardCharsets.UTF_8), "config.json"));
    }

    private static Tensor longs(ImmutableLongArray shape, long... values) {
        return new Tensor.OfLongs(shape, LongBuffer.wrap(Arrays.copyOf(values, values.length)));
    }

    private static AbstractThrowableAssert<?, ?> assertUndecodable(String name, Tensor tensor) {
        return assertThatThrownBy(() -> session().decode(ImmutableMap.of(name, tensor)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
