package dev.modelgate.eval.http;

import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.JsonShape;
import java.util.Optional;

/** Takes an answer apart; whatever is not as the protocol says is no answer. */
final class Fields {

    private static final int SHOWN = 200;

    private Fields() {}

    /** The body as an object that reports no error: servers send errors with status 200, too. */
    static JsonObject answer(JsonValue body) throws NoAnswerException {
        if (!(body instanceof JsonObject object)) {
            throw new NoAnswerException("the answer is %s, but an object is required".formatted(body.kind()));
        }
        Optional<JsonValue> error = JsonShape.optional(object, "error");
        if (error.isPresent()) {
            throw new NoAnswerException(
                    "the answer is an error (%s), but an answer is required".formatted(shown(error.get())));
        }
        return object;
    }

    /** The one item of a list. */
    static JsonObject only(JsonObject object, String key) throws NoAnswerException {
        if (JsonShape.optional(object, key).orElse(object) instanceof JsonArray array
                && array.items().size() == 1
                && array.items().get(0) instanceof JsonObject item) {
            return item;
        }
        throw missing(object, key, "a list of one object");
    }

    static JsonObject object(JsonObject object, String key) throws NoAnswerException {
        if (JsonShape.optional(object, key).orElse(JsonString.of("")) instanceof JsonObject found) {
            return found;
        }
        throw missing(object, key, "an object");
    }

    static String text(JsonObject object, String key) throws NoAnswerException {
        if (JsonShape.optional(object, key).orElse(object) instanceof JsonString found) {
            return found.text();
        }
        throw missing(object, key, "a text");
    }

    /** A server that names another request answers another request. */
    static void requireId(JsonValue found, String id) throws NoAnswerException {
        String text = text(found);
        if (!text.equals(id)) {
            throw new NoAnswerException("the answer has the id '%s', but '%s' was asked".formatted(clip(text), id));
        }
    }

    /** A text as it is, anything else as JSON on one line. */
    static String text(JsonValue value) {
        return value instanceof JsonString string ? string.text() : PrettyJson.line(value);
    }

    /** A value for a message. */
    static String shown(JsonValue value) {
        return clip(PrettyJson.line(value));
    }

    static String clip(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static NoAnswerException missing(JsonObject object, String key, String required) {
        String found =
                object.member(key).map(value -> "is " + shown(value)).orElse("is not in the answer " + shown(object));
        return new NoAnswerException("'%s' %s, but %s is required".formatted(key, found, required));
    }
}
