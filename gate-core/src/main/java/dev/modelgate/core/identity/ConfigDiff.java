package dev.modelgate.core.identity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonPath;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * Where two configurations differ, as deep in the tree as it can be said. Values are compared as the identity sees
 * them: {@code 2.0} and {@code 2} are one number.
 */
final class ConfigDiff {

    private final ImmutableList.Builder<Change<JsonValue>> changes = ImmutableList.builder();

    private ConfigDiff() {}

    /** Keys by code point, items by index. */
    static ImmutableList<Change<JsonValue>> between(JsonValue before, JsonValue after) {
        ConfigDiff diff = new ConfigDiff();
        diff.compare(JsonPath.ROOT, Optional.of(before), Optional.of(after));
        return diff.changes.build();
    }

    private void compare(JsonPath path, Optional<JsonValue> before, Optional<JsonValue> after) {
        JsonValue left = before.orElse(JsonNull.NULL);
        JsonValue right = after.orElse(JsonNull.NULL);
        if (left instanceof JsonObject leftObject && right instanceof JsonObject rightObject) {
            compareMembers(path, leftObject, rightObject);
        } else if (left instanceof JsonArray leftArray
                && right instanceof JsonArray rightArray
                && leftArray.items().size() == rightArray.items().size()) {
            compareItems(path, leftArray, rightArray);
        } else if (!before.map(CanonicalJson::text).equals(after.map(CanonicalJson::text))) {
            changes.add(new Change<>(path.toString(), before, after));
        }
    }

    private void compareMembers(JsonPath path, JsonObject before, JsonObject after) {
        var names = ImmutableSortedSet.copyOf(
                CodePoints.ORDER,
                Sets.union(before.members().keySet(), after.members().keySet()));
        for (String name : names) {
            compare(path.member(name), before.member(name), after.member(name));
        }
    }

    /** Item by item only where the lengths agree: after an insertion every later index would mislead. */
    private void compareItems(JsonPath path, JsonArray before, JsonArray after) {
        for (int i = 0; i < before.items().size(); i++) {
            compare(
                    path.item(i),
                    Optional.of(before.items().get(i)),
                    Optional.of(after.items().get(i)));
        }
    }
}
