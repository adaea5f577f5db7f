package dev.modelgate.eval.evalset;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.json.JsonShape;
import java.util.Map;
import java.util.Optional;

/** The fields of one case, as the object that a line or a row states. */
final class CaseFields {

    static final ImmutableSet<String> UNDERSTOOD = ImmutableSet.of("id", "input", "expected", "buckets", "cluster");

    /** What an evaluation adds to a case; a set that brings its own would be taken for a result. */
    private static final ImmutableSet<String> RESULTS =
            ImmutableSet.of("score", "passed", "output", "latency_ms", "judge_answer");

    private final JsonObject object;
    private final String where;

    /** @param where {@code file:line}, for messages */
    CaseFields(JsonObject object, String where) {
        this.object = object;
        this.where = where;
    }

    /** @param bucketLists lists seen before, to be shared among cases */
    EvalCase evalCase(Map<ImmutableList<String>, ImmutableList<String>> bucketLists) {
        requireNoResults();
        try {
            return new EvalCase(
                    text("id", required("id")),
                    required("input"),
                    required("expected"),
                    bucketLists.computeIfAbsent(buckets(), list -> list),
                    JsonShape.optional(object, "cluster").map(value -> text("cluster", value)),
                    ImmutableMap.copyOf(Maps.filterKeys(object.members(), key -> !UNDERSTOOD.contains(key))));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(where + ": " + e.getMessage(), e);
        }
    }

    private void requireNoResults() {
        for (String result : RESULTS) {
            if (object.member(result).isPresent()) {
                throw new CannotJudgeException(
                        "%s: the case has the field '%s', but that is for the evaluation to write; rename the field"
                                .formatted(where, result));
            }
        }
    }

    private JsonValue required(String key) {
        Optional<JsonValue> value = JsonShape.optional(object, key);
        return value.orElseThrow(() -> new CannotJudgeException(
                "%s: %s has no '%s', but every case needs one; add it".formatted(where, caseName(), key)));
    }

    private String caseName() {
        return object.member("id").orElse(object) instanceof JsonString id ? "case '" + id.text() + "'" : "the case";
    }

    private ImmutableList<String> buckets() {
        if (!(required("buckets") instanceof JsonArray array)) {
            throw wrong("buckets", required("buckets"), "an array of names");
        }
        return array.items().stream().map(item -> text("buckets", item)).collect(ImmutableList.toImmutableList());
    }

    private String text(String key, JsonValue value) {
        if (value instanceof JsonString string) {
            return string.text();
        }
        throw wrong(key, value, key.equals("buckets") ? "names in quotes" : "a string in quotes");
    }

    private CannotJudgeException wrong(String key, JsonValue value, String required) {
        return new CannotJudgeException(
                "%s: '%s' holds %s, but it takes %s; write it so".formatted(where, key, value.kind(), required));
    }
}
