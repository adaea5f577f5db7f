package dev.modelgate.core.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON value that remembers how its numbers were written and where it stood.
 *
 * <p>Accuracies are judged as the decimals in the file, so a number keeps its literal. Equality ignores the
 * {@linkplain #place() place}: two files that say the same are equal.
 */
public sealed interface JsonValue {

    /** Where the value began, for messages; {@link Place#NONE} for values made in memory. */
    Place place();

    /** What this is, in the words of JSON: {@code an object}, {@code a string}, … */
    String kind();

    /** A position in a source text; lines and columns count from 1. */
    record Place(int line, int column) {
        /** No source text. */
        public static final Place NONE = new Place(0, 0);

        /** {@code :line:column}, or nothing for a value without a source: to be put behind a file name. */
        @Override
        public String toString() {
            return line == 0 ? "" : ":" + line + ":" + column;
        }
    }

    /** An object; members keep their order. */
    record JsonObject(ImmutableMap<String, JsonValue> members, Place place) implements JsonValue {
        public static JsonObject of(Map<String, ? extends JsonValue> members) {
            return new JsonObject(ImmutableMap.copyOf(members), Place.NONE);
        }

        public Optional<JsonValue> member(String name) {
            return Optional.ofNullable(members.get(name));
        }

        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof JsonObject that && members.equals(that.members);
        }

        @Override
        public int hashCode() {
            return members.hashCode();
        }
    }

    /** An array. */
    record JsonArray(ImmutableList<JsonValue> items, Place place) implements JsonValue {
        public static JsonArray of(List<? extends JsonValue> items) {
            return new JsonArray(ImmutableList.copyOf(items), Place.NONE);
        }

        @Override
        public String kind() {
            return "an array";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof JsonArray that && items.equals(that.items);
        }

        @Override
        public int hashCode() {
            return items.hashCode();
        }
    }

    /** A string. */
    record JsonString(String text, Place place) implements JsonValue {
        public static JsonString of(String text) {
            return new JsonString(text, Place.NONE);
        }

        @Override
        public String kind() {
            return "a string";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof JsonString that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /** A number, as its literal. */
    record JsonNumber(String literal, Place place) implements JsonValue {
        public static JsonNumber of(long value) {
            return new JsonNumber(Long.toString(value), Place.NONE);
        }

        public static JsonNumber of(BigDecimal value) {
            return new JsonNumber(value.toString(), Place.NONE);
        }

        private static final Pattern LITERAL = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

        /** True for text that JSON would read as a number. */
        public static boolean isLiteral(String text) {
            return LITERAL.matcher(text).matches();
        }

        /** True for a literal without fraction and exponent: {@code 3}, not {@code 3.0}. */
        public boolean isInteger() {
            return literal.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        }

        /** The exact value, with the scale as written. */
        public BigDecimal decimal() {
            return new BigDecimal(literal);
        }

        @Override
        public String kind() {
            return "a number";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof JsonNumber that && literal.equals(that.literal);
        }

        @Override
        public int hashCode() {
            return literal.hashCode();
        }
    }

    /** {@code true} or {@code false}. */
    record JsonBoolean(boolean value, Place place) implements JsonValue {
        public static JsonBoolean of(boolean value) {
            return new JsonBoolean(value, Place.NONE);
        }

        @Override
        public String kind() {
            return "a boolean";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof JsonBoolean that && value == that.value;
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(value);
        }
    }

    /** {@code null}. */
    record JsonNull(Place place) implements JsonValue {
        /** A null made in memory. */
        public static final JsonNull NULL = new JsonNull(Place.NONE);

        @Override
        public String kind() {
            return "null";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof JsonNull;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
