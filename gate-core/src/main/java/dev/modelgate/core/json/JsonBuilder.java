package dev.modelgate.core.json;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;

/** Builds a {@link JsonObject} member by member, in the order in which it will be printed. */
public final class JsonBuilder {

    private final ImmutableMap.Builder<String, JsonValue> members = ImmutableMap.builder();

    public static JsonBuilder object() {
        return new JsonBuilder();
    }

    public JsonBuilder put(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    /** All members of another object, behind those that are there. */
    public JsonBuilder putAll(JsonObject object) {
        members.putAll(object.members());
        return this;
    }

    public JsonBuilder put(String name, String text) {
        return put(name, JsonString.of(text));
    }

    public JsonBuilder put(String name, long number) {
        return put(name, JsonNumber.of(number));
    }

    public JsonBuilder put(String name, boolean value) {
        return put(name, JsonBoolean.of(value));
    }

    /** An absent text is written as {@code null}: the reader shall see that it was not known. */
    public JsonBuilder putOrNull(String name, Optional<String> text) {
        return put(name, text.<JsonValue>map(JsonString::of).orElse(JsonNull.NULL));
    }

    public JsonBuilder putTexts(String name, List<String> texts) {
        return put(name, JsonArray.of(texts.stream().map(JsonString::of).toList()));
    }

    public JsonObject build() {
        return JsonObject.of(members.buildOrThrow());
    }
}
