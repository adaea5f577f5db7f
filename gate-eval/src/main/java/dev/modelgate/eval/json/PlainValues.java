package dev.modelgate.eval.json;

import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.JsonValue.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as plain Java values, the form in which the statistics catalog is asked and answers: maps, lists, strings,
 * booleans, numbers, and the empty optional for {@code null}.
 */
public final class PlainValues {

    private PlainValues() {}

    /** A JSON object as a map; its numbers are decimals. */
    public static Map<String, Object> of(JsonObject object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.members().forEach((name, value) -> map.put(name, plain(value)));
        return map;
    }

    /** A map of plain values as JSON. */
    public static JsonObject json(Map<String, Object> map) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put(name, json(value)));
        return JsonObject.of(members);
    }

    private static Object plain(JsonValue value) {
        if (value instanceof JsonObject object) {
            return of(object);
        }
        if (value instanceof JsonArray array) {
            return array.items().stream().map(PlainValues::plain).toList();
        }
        if (value instanceof JsonString string) {
            return string.text();
        }
        if (value instanceof JsonNumber number) {
            return number.decimal();
        }
        return value instanceof JsonBoolean bool ? bool.value() : Optional.empty();
    }

    private static JsonValue json(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), json(member)));
            return JsonObject.of(members);
        }
        if (value instanceof List<?> list) {
            return JsonArray.of(list.stream().map(PlainValues::json).toList());
        }
        if (value instanceof Boolean bool) {
            return JsonBoolean.of(bool);
        }
        if (value instanceof Number number) {
            return new JsonNumber(number.toString(), Place.NONE);
        }
        return value instanceof Optional<?> ? JsonNull.NULL : JsonString.of(value.toString());
    }
}
