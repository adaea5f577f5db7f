package dev.modelgate.eval.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.json.JsonShape;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A part of the wiring whose words depend on what it chooses: {@code runtime} and {@code scorer}. Whoever is chosen
 * says which words it knows; any other is an error.
 *
 * @param what where the part stands, for messages: {@code gate.yaml: wiring.runtime}
 */
public record Section(JsonObject object, String what) {

    /** A part that says nothing. */
    public static Section empty(String what) {
        return new Section(JsonObject.of(ImmutableMap.of()), what);
    }

    /** The part as an object; a lone word stands for the object with that word under {@code key}. */
    public static Section of(JsonValue value, String key, String what) {
        return value instanceof JsonString
                ? new Section(JsonObject.of(ImmutableMap.of(key, value)), what)
                : new Section(JsonShape.object(value, what), what);
    }

    /**
     * This part, once it is sure that it has no other words.
     *
     * @throws CannotJudgeException at the first other word: where it stands, and the words that are known
     */
    public Section knowing(String... words) {
        KnownWords.require(object, ImmutableSet.copyOf(words), what);
        return this;
    }

    public Optional<JsonValue> value(String key) {
        return JsonShape.optional(object, key);
    }

    public Optional<String> text(String key) {
        return value(key).map(value -> JsonShape.text(value, name(key)));
    }

    public String requiredText(String key) {
        return JsonShape.text(JsonShape.required(object, key, what), name(key));
    }

    public boolean flag(String key) {
        return value(key).map(value -> JsonShape.bool(value, name(key))).orElse(false);
    }

    /** An integer from 1 to a million. */
    public Optional<Integer> count(String key) {
        return value(key).map(value -> {
            long number = JsonShape.integer(value, name(key));
            if (number < 1 || number > 1_000_000) {
                throw wrong(key, Long.toString(number), "a number from 1 to 1000000");
            }
            return (int) number;
        });
    }

    /** A number above 0. */
    public Optional<BigDecimal> positive(String key) {
        return value(key).map(value -> {
            BigDecimal number = JsonShape.number(value, name(key)).decimal();
            if (number.signum() <= 0) {
                throw wrong(key, number.toPlainString(), "a number above 0");
            }
            return number;
        });
    }

    /** A list of texts, empty where the word is not there. */
    public ImmutableList<String> texts(String key) {
        return value(key)
                .map(value -> JsonShape.array(value, name(key)).items().stream()
                        .map(item -> JsonShape.text(item, name(key)))
                        .collect(ImmutableList.toImmutableList()))
                .orElse(ImmutableList.of());
    }

    /** Names with a text each, empty where the word is not there. */
    public ImmutableMap<String, String> textMap(String key) {
        ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
        object(key)
                .ifPresent(found -> found.members()
                        .forEach((name, value) -> map.put(name, JsonShape.text(value, name(key) + "." + name))));
        return map.buildOrThrow();
    }

    /** All words of this part as names with a text each. */
    public ImmutableMap<String, String> texts() {
        ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
        object.members().forEach((key, value) -> map.put(key, JsonShape.text(value, name(key))));
        return map.buildOrThrow();
    }

    /** A part within this one. */
    public Optional<Section> section(String key) {
        return object(key).map(found -> new Section(found, name(key)));
    }

    public Optional<JsonObject> object(String key) {
        return value(key).map(value -> JsonShape.object(value, name(key)));
    }

    /** An error at a word: what it is, what it must be. */
    public CannotJudgeException wrong(String key, String found, String required) {
        return new CannotJudgeException("%s%s is '%s', but %s is required; change it"
                .formatted(
                        name(key),
                        object.member(key)
                                .map(value -> value.place().toString())
                                .orElse(""),
                        found,
                        required));
    }

    private String name(String key) {
        return what + "." + key;
    }
}
