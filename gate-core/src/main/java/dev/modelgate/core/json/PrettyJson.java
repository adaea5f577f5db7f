package dev.modelgate.core.json;

import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.util.Collection;

/** JSON for people and for files: members in their order, numbers as written, two spaces a level or one line. */
public final class PrettyJson {

    private final StringBuilder out = new StringBuilder();
    private final boolean indented;

    private PrettyJson(boolean indented) {
        this.indented = indented;
    }

    /** Indented by two spaces, with a final newline. Objects without members of their own stay on one line. */
    public static String indented(JsonValue value) {
        PrettyJson pretty = new PrettyJson(true);
        pretty.write(value, 0);
        return pretty.out.append('\n').toString();
    }

    /** On one line, without a newline: the form of an event and of a JSONL case. */
    public static String line(JsonValue value) {
        PrettyJson pretty = new PrettyJson(false);
        pretty.write(value, 0);
        return pretty.out.toString();
    }

    private void write(JsonValue value, int depth) {
        if (value instanceof JsonObject object) {
            writeObject(object, depth);
        } else if (value instanceof JsonArray array) {
            writeArray(array, depth);
        } else if (value instanceof JsonString string) {
            JsonText.appendQuoted(out, string.text());
        } else if (value instanceof JsonNumber number) {
            out.append(number.literal());
        } else if (value instanceof JsonBoolean bool) {
            out.append(bool.value());
        } else {
            out.append("null");
        }
    }

    private void writeObject(JsonObject object, int depth) {
        boolean flat = depth > 1 && isFlat(object.members().values());
        out.append('{');
        String separator = "";
        for (var member : object.members().entrySet()) {
            out.append(separator);
            separate(depth + 1, flat, separator.isEmpty());
            JsonText.appendQuoted(out, member.getKey());
            out.append(indented ? ": " : ":");
            write(member.getValue(), depth + 1);
            separator = ",";
        }
        close(depth, flat || separator.isEmpty(), '}');
    }

    private void writeArray(JsonArray array, int depth) {
        boolean flat = isFlat(array.items());
        out.append('[');
        String separator = "";
        for (JsonValue item : array.items()) {
            out.append(separator);
            separate(depth + 1, flat, separator.isEmpty());
            write(item, depth + 1);
            separator = ",";
        }
        close(depth, flat || separator.isEmpty(), ']');
    }

    private void separate(int depth, boolean flat, boolean first) {
        if (!indented) {
            return;
        }
        if (!flat) {
            out.append('\n').append("  ".repeat(depth));
        } else if (!first) {
            out.append(' ');
        }
    }

    private void close(int depth, boolean flat, char bracket) {
        if (indented && !flat) {
            out.append('\n').append("  ".repeat(depth));
        }
        out.append(bracket);
    }

    /** Asked for indented text alone: on one line everything is flat. */
    private boolean isFlat(Collection<JsonValue> values) {
        return !indented || values.stream().noneMatch(PrettyJson::isContainer);
    }

    private static boolean isContainer(JsonValue value) {
        return value instanceof JsonObject || value instanceof JsonArray;
    }
}
