package dev.modelgate.core.json;

import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The JSON Canonicalization Scheme, RFC 8785: one value, one sequence of bytes.
 *
 * <p>Keys are sorted by UTF-16 code unit, strings escaped as little as JSON allows, numbers written as
 * ECMAScript writes the nearest double. Integers that a double cannot hold exactly are refused rather than
 * silently changed: two configurations that differ must not share an identity.
 */
public final class CanonicalJson {

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /**
     * The canonical UTF-8 bytes.
     *
     * @throws UncanonicalJsonException for an integer literal beyond ±(2^53 - 1), a number beyond the range of
     *     a double, or a lone surrogate
     */
    public static byte[] bytes(JsonValue value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical text; see {@link #bytes}. */
    public static String text(JsonValue value) {
        CanonicalJson canonical = new CanonicalJson();
        canonical.write(value);
        return canonical.out.toString();
    }

    private void write(JsonValue value) {
        if (value instanceof JsonObject object) {
            writeObject(object);
        } else if (value instanceof JsonArray array) {
            writeArray(array);
        } else if (value instanceof JsonString string) {
            writeString(string.text(), string.place());
        } else if (value instanceof JsonNumber number) {
            out.append(EcmaScriptNumber.text(number));
        } else if (value instanceof JsonBoolean bool) {
            out.append(bool.value());
        } else {
            out.append("null");
        }
    }

    private void writeObject(JsonObject object) {
        List<String> names = new ArrayList<>(object.members().keySet());
        Collections.sort(names); // String order is UTF-16 code unit order, as RFC 8785 section 3.2.3 demands
        out.append('{');
        String separator = "";
        for (String name : names) {
            out.append(separator);
            writeString(name, object.place());
            out.append(':');
            write(object.member(name).orElseThrow());
            separator = ",";
        }
        out.append('}');
    }

    private void writeArray(JsonArray array) {
        out.append('[');
        String separator = "";
        for (JsonValue item : array.items()) {
            out.append(separator);
            write(item);
            separator = ",";
        }
        out.append(']');
    }

    private void writeString(String text, JsonValue.Place place) {
        JsonText.requirePairedSurrogates(text, place);
        JsonText.appendQuoted(out, text);
    }
}
