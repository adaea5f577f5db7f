package dev.modelgate.eval.json;

import com.google.common.base.Enums;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * The fields of one object, taken as what its format says they are.
 *
 * @param name of the object, for messages: its file, or a place in it
 */
public record JsonFields(JsonObject source, String name) {

    /** A value that must be an object. */
    public static JsonFields of(JsonValue value, String name) {
        return new JsonFields(JsonShape.object(value, name), name);
    }

    /**
     * Requires the version understood.
     *
     * @throws CannotJudgeException for any other
     */
    public void requireSchema(String understood) {
        if (!text("schema").equals(understood)) {
            throw new CannotJudgeException("%s: the schema is '%s', but '%s' is the version understood"
                    .formatted(name, text("schema"), understood));
        }
    }

    public String text(String key) {
        return JsonShape.text(value(key), what(key));
    }

    /** A text that may be absent or {@code null}. */
    public Optional<String> optionalText(String key) {
        return JsonShape.optional(source, key).map(value -> JsonShape.text(value, what(key)));
    }

    /**
     * A word that is one of an enum's.
     *
     * @throws IllegalArgumentException for another: which, and those that are known
     */
    public <E extends Enum<E>> E word(String key, Class<E> words) {
        return word(text(key), words, "'" + key + "'");
    }

    /** The same for a word that was read already. */
    public static <E extends Enum<E>> E word(String word, Class<E> words, String what) {
        return Enums.getIfPresent(words, word)
                .toJavaUtil()
                .orElseThrow(() -> new IllegalArgumentException("%s is '%s', but one of %s is required"
                        .formatted(what, word, Joiner.on(", ").join(words.getEnumConstants()))));
    }

    public ImmutableList<String> texts(String key) {
        return array(key).stream()
                .map(value -> JsonShape.text(value, what(key)))
                .collect(ImmutableList.toImmutableList());
    }

    public long integer(String key) {
        return JsonShape.integer(value(key), what(key));
    }

    public boolean bool(String key) {
        return JsonShape.bool(value(key), what(key));
    }

    public ImmutableList<JsonValue> array(String key) {
        return JsonShape.array(value(key), what(key)).items();
    }

    public JsonFields object(String key) {
        return of(value(key), what(key));
    }

    /** An object that may be absent or {@code null}. */
    public Optional<JsonFields> optionalObject(String key) {
        return JsonShape.optional(source, key).map(value -> of(value, what(key)));
    }

    /** A member that must be there. */
    public JsonValue value(String key) {
        return JsonShape.required(source, key, name);
    }

    /** The member's name for messages; asked for with every member, so it is put together without a format. */
    public String what(String key) {
        return name + ": '" + key + "'";
    }
}
