package dev.modelgate.eval.json;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.util.Optional;

/** Takes JSON values as what a format says they are, or says where they are something else. */
public final class JsonShape {

    private JsonShape() {}

    public static JsonObject object(JsonValue value, String what) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong(value, what, "an object");
    }

    public static JsonArray array(JsonValue value, String what) {
        if (value instanceof JsonArray array) {
            return array;
        }
        throw wrong(value, what, "an array");
    }

    public static String text(JsonValue value, String what) {
        if (value instanceof JsonString string) {
            return string.text();
        }
        throw wrong(value, what, "a string");
    }

    public static JsonNumber number(JsonValue value, String what) {
        if (value instanceof JsonNumber number) {
            return number;
        }
        throw wrong(value, what, "a number");
    }

    public static boolean bool(JsonValue value, String what) {
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        throw wrong(value, what, "true or false");
    }

    /** An integer literal that fits a long; {@code 3.0} is none. */
    public static long integer(JsonValue value, String what) {
        JsonNumber number = number(value, what);
        if (!number.isInteger() || number.decimal().unscaledValue().bitLength() > 62) {
            throw new CannotJudgeException("%s%s is %s, but an integer is required; write it without fraction"
                    .formatted(what, number.place(), number.literal()));
        }
        return number.decimal().longValueExact();
    }

    /** A member that may be absent or {@code null}. */
    public static Optional<JsonValue> optional(JsonObject object, String name) {
        return object.member(name).filter(value -> !(value instanceof JsonNull));
    }

    /** A member that must be there; {@code what} names the object. */
    public static JsonValue required(JsonObject object, String name, String what) {
        return object.member(name)
                .orElseThrow(() -> new CannotJudgeException(
                        "%s%s has no '%s', but it is required; add it".formatted(what, object.place(), name)));
    }

    private static CannotJudgeException wrong(JsonValue value, String what, String required) {
        return new CannotJudgeException(
                "%s%s is %s, but %s is required".formatted(what, value.place(), value.kind(), required));
    }
}
