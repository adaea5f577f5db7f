package dev.modelgate.examples.tutor;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.math.BigDecimal;

/**
 * What a tutor's {@code config.json} says of its inputs and outputs.
 *
 * @param alphabet a letter's place in it is its id; the first stands for "no letter"
 * @param lemmaLength letters of a verb, at most
 * @param outputLength letters of an answer, at most
 */
record TutorConfig(
        String alphabet,
        int lemmaLength,
        int outputLength,
        ImmutableList<String> tenses,
        ImmutableList<String> subjects,
        ImmutableList<String> polarities) {

    static final String MODEL_TYPE = "char-mlp-conjugator";

    private static final int LONGEST = 1_000;

    /** @throws IllegalArgumentException where it is the configuration of something else */
    static TutorConfig of(JsonValue config) {
        if (!(config instanceof JsonObject object)) {
            throw new IllegalArgumentException(
                    "the configuration is %s, but an object is required".formatted(config.kind()));
        }
        String type = text(object, "model_type");
        if (!type.equals(MODEL_TYPE)) {
            throw new IllegalArgumentException(
                    "'model_type' is '%s', but this codec is made for '%s'; name another codec"
                            .formatted(type, MODEL_TYPE));
        }
        return new TutorConfig(
                text(object, "alphabet"),
                length(object, "lemma_len"),
                length(object, "output_len"),
                texts(object, "tenses"),
                texts(object, "subjects"),
                texts(object, "polarities"));
    }

    TutorConfig {
        if (alphabet.length() < 2 || alphabet.chars().distinct().count() != alphabet.length()) {
            throw new IllegalArgumentException(
                    "'alphabet' is '%s', but it must hold at least two letters, each once".formatted(alphabet));
        }
    }

    /** The letter that fills up what is shorter. */
    char padding() {
        return alphabet.charAt(0);
    }

    private static String text(JsonObject object, String key) {
        if (member(object, key) instanceof JsonString string) {
            return string.text();
        }
        throw wrong(object, key, "a string");
    }

    private static int length(JsonObject object, String key) {
        if (member(object, key) instanceof JsonNumber number && number.isInteger()) {
            int length = number.decimal().min(BigDecimal.valueOf(LONGEST + 1)).intValueExact();
            if (length >= 1 && length <= LONGEST) {
                return length;
            }
        }
        throw wrong(object, key, "an integer from 1 to " + LONGEST);
    }

    private static ImmutableList<String> texts(JsonObject object, String key) {
        if (member(object, key) instanceof JsonArray array
                && !array.items().isEmpty()
                && array.items().stream().allMatch(JsonString.class::isInstance)) {
            return array.items().stream()
                    .map(item -> ((JsonString) item).text())
                    .collect(ImmutableList.toImmutableList());
        }
        throw wrong(object, key, "a list of strings");
    }

    private static JsonValue member(JsonObject object, String key) {
        return object.member(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is missing, but the tutor needs it; take the config.json that came with the model"
                                .formatted(key)));
    }

    private static IllegalArgumentException wrong(JsonObject object, String key, String required) {
        return new IllegalArgumentException(
                "'%s' is %s, but it must be %s; take the config.json that came with the model"
                        .formatted(key, member(object, key).kind(), required));
    }
}
