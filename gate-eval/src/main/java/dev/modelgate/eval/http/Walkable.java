package dev.modelgate.eval.http;

import com.google.common.collect.Maps;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the collections that a path walks; what it finds keeps its numbers as they were written. */
final class Walkable {

    private Walkable() {}

    static Object of(JsonValue value) {
        if (value instanceof JsonObject object) {
            return new LinkedHashMap<>(Maps.transformValues(object.members(), Walkable::of));
        }
        return value instanceof JsonArray array
                ? array.items().stream().map(Walkable::of).toList()
                : value;
    }

    static JsonValue value(Object found) {
        if (found instanceof Map<?, ?> map) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            map.forEach((key, member) -> members.put(String.valueOf(key), value(member)));
            return JsonObject.of(members);
        }
        if (found instanceof List<?> list) {
            return JsonArray.of(list.stream().map(Walkable::value).toList());
        }
        return found instanceof JsonValue value ? value : JsonNull.NULL;
    }
}
