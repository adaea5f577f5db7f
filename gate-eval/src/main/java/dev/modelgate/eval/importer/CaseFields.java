package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a tool says of a case beside question, answer and score, by dotted names: what can put the case into buckets. */
final class CaseFields {

    private final Map<String, ImmutableList<String>> values = new LinkedHashMap<>();

    /** A text, a number or a truth is one value, a list of them several; an object's members are fields of their own. */
    CaseFields add(String name, JsonValue value) {
        if (value instanceof JsonObject object) {
            object.members().forEach((key, member) -> add(name + "." + key, member));
        } else if (value instanceof JsonArray array) {
            add(
                    name,
                    array.items().stream()
                            .filter(CaseFields::isScalar)
                            .map(Walk::shown)
                            .toList());
        } else if (isScalar(value)) {
            add(name, List.of(Walk.shown(value)));
        }
        return this;
    }

    CaseFields add(String name, List<String> texts) {
        ImmutableList<String> said =
                texts.stream().filter(text -> !text.isBlank()).distinct().collect(ImmutableList.toImmutableList());
        if (!said.isEmpty()) {
            values.put(name, said);
        }
        return this;
    }

    Map<String, ImmutableList<String>> values() {
        return values;
    }

    private static boolean isScalar(JsonValue value) {
        return !(value instanceof JsonObject || value instanceof JsonArray || value instanceof JsonNull);
    }
}
