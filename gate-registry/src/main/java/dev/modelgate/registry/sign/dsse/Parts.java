package dev.modelgate.registry.sign.dsse;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.util.Optional;

/** The members of a signed document. What is not as it must be makes the signature bad, and is no mere error. */
public record Parts(JsonObject source) {

    /** @throws MalformedSignatureException where it is absent or no text */
    public String text(String name) {
        return text(required(name), name);
    }

    /** A text that may be absent or {@code null}. */
    public Optional<String> optionalText(String name) {
        return source.member(name).filter(value -> !(value instanceof JsonNull)).map(value -> text(value, name));
    }

    /** @throws MalformedSignatureException where it is absent or no object */
    public Parts object(String name) {
        return new Parts(object(required(name), name));
    }

    /** @throws MalformedSignatureException where it is absent or no array of objects */
    public ImmutableList<JsonObject> objects(String name) {
        if (required(name) instanceof JsonArray array) {
            return array.items().stream().map(item -> object(item, name)).collect(ImmutableList.toImmutableList());
        }
        throw wrong(name, "an array", required(name));
    }

    /** @throws MalformedSignatureException where the member is another text */
    public void requireText(String name, String required) {
        String found = text(name);
        if (!found.equals(required)) {
            throw new MalformedSignatureException(
                    "its '%s' is '%s', but '%s' is required".formatted(name, found, required));
        }
    }

    private JsonValue required(String name) {
        return source.member(name)
                .orElseThrow(
                        () -> new MalformedSignatureException("it has no '%s', but it must have one".formatted(name)));
    }

    private static String text(JsonValue value, String name) {
        if (value instanceof JsonString string) {
            return string.text();
        }
        throw wrong(name, "a string", value);
    }

    private static JsonObject object(JsonValue value, String name) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong(name, "an object", value);
    }

    private static MalformedSignatureException wrong(String name, String required, JsonValue found) {
        return new MalformedSignatureException(
                "its '%s' is %s, but %s is required".formatted(name, found.kind(), required));
    }
}
