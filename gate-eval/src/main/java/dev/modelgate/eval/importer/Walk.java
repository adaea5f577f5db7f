package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON document of another tool, walked by its keys.
 *
 * @param file for messages
 * @param path of this object within the document: {@code samples[3].scores}; empty for the document
 */
record Walk(JsonObject object, String file, String path) {

    private static final ImmutableSet<String> NOT_NUMBERS = ImmutableSet.of("NaN", "Infinity", "-Infinity");

    static Walk of(JsonObject object, String file) {
        return new Walk(object, file, "");
    }

    static Walk read(Path file) {
        return of(JsonShape.object(JsonReader.readWithNaN(file), file.toString()), file.toString());
    }

    /** Whether that is what stands where a tool had no number to write. */
    static boolean isNaN(JsonValue value) {
        return value instanceof JsonString text && NOT_NUMBERS.contains(text.text());
    }

    /** {@code file:line:column: path}. */
    String where() {
        return where(object, path);
    }

    Optional<Walk> at(String key) {
        return present(key).map(value -> inner(value, inside(key)));
    }

    Walk required(String key) {
        return at(key).orElseThrow(() -> missing(key));
    }

    /** The objects of an array. */
    List<Walk> each(String key) {
        List<JsonValue> items = list(key);
        List<Walk> each = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            each.add(inner(items.get(i), inside(key) + "[" + i + "]"));
        }
        return each;
    }

    List<JsonValue> list(String key) {
        JsonValue value = present(key).orElseThrow(() -> missing(key));
        return JsonShape.array(value, file + ": " + inside(key)).items();
    }

    /** A text as it is, anything else as JSON. */
    Optional<String> shown(String key) {
        return present(key).map(Walk::shown);
    }

    static String shown(JsonValue value) {
        return value instanceof JsonString text ? text.text() : PrettyJson.line(value);
    }

    String text(String key) {
        return shown(key).orElseThrow(() -> missing(key));
    }

    /** {@code true} or {@code false}; anything else is an error. */
    boolean flag(String key) {
        return JsonShape.bool(present(key).orElseThrow(() -> missing(key)), file + ": " + inside(key));
    }

    /** A number, or empty where there is none, as where a tool writes NaN; anything else is an error. */
    Optional<BigDecimal> number(String key) {
        return present(key)
                .filter(value -> !isNaN(value))
                .map(value -> JsonShape.number(value, file + ": " + inside(key)).decimal());
    }

    BigDecimal requiredNumber(String key) {
        return number(key).orElseThrow(() -> present(key).isPresent() ? notANumber(key) : missing(key));
    }

    /** What is said of NaN where it stands for something that is needed. */
    CannotJudgeException notANumber(String key) {
        return new CannotJudgeException(
                "%s: '%s' is %s, but a number is required; find out why the tool could not measure it, and run it again"
                        .formatted(where(), key, text(key)));
    }

    /** A count of things; anything else is an error. */
    long count(String key) {
        JsonValue value = present(key).orElseThrow(() -> missing(key));
        long count = JsonShape.integer(value, file + ": " + inside(key));
        if (count < 0) {
            throw new CannotJudgeException("%s is %d, but a count is not below 0; write it again by the tool"
                    .formatted(where(value, inside(key)), count));
        }
        return count;
    }

    /** A proportion that was measured under that key, as a bucket. */
    Bucket bucket(String name, String key, BigDecimal value) {
        try {
            return Bucket.ofAccuracy(name, Fraction.of(value));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException("%s: '%s': %s".formatted(where(), key, e.getMessage()), e);
        }
    }

    Optional<JsonValue> present(String key) {
        return object.member(key).filter(value -> !(value instanceof JsonNull));
    }

    CannotJudgeException missing(String key) {
        return new CannotJudgeException(
                "%s has no '%s', but this format has it; check the format and the tool's version"
                        .formatted(where(), key));
    }

    private Walk inner(JsonValue value, String inside) {
        return new Walk(JsonShape.object(value, file + ": " + inside), file, inside);
    }

    private String inside(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String where(JsonValue value, String inside) {
        return file + value.place() + (inside.isEmpty() ? "" : ": " + inside);
    }
}
