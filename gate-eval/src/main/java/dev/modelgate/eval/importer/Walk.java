package dev.modelgate.eval.importer;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.JsonShape;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A JSON document of another tool, walked by its keys. */
record Walk(JsonObject object, String where) {

    static Walk of(JsonValue value, String where) {
        return new Walk(JsonShape.object(value, where), where);
    }

    Optional<Walk> at(String key) {
        return present(key).map(value -> of(value, where + "." + key));
    }

    Walk required(String key) {
        return at(key).orElseThrow(() -> missing(key));
    }

    List<JsonValue> list(String key) {
        JsonValue value = present(key).orElseThrow(() -> missing(key));
        return JsonShape.array(value, where + "." + key).items();
    }

    /** A text as it is, anything else as JSON. */
    Optional<String> shown(String key) {
        return present(key).map(value -> value instanceof JsonString text ? text.text() : PrettyJson.line(value));
    }

    String text(String key) {
        return shown(key).orElseThrow(() -> missing(key));
    }

    Optional<BigDecimal> number(String key) {
        return present(key).filter(JsonNumber.class::isInstance).map(value -> ((JsonNumber) value).decimal());
    }

    Optional<JsonValue> present(String key) {
        return object.member(key).filter(value -> !(value instanceof JsonNull));
    }

    CannotJudgeException missing(String key) {
        return new CannotJudgeException(
                "%s has no '%s', but this format has it; check the format and the tool's version"
                        .formatted(where, key));
    }
}
