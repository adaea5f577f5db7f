package dev.modelgate.eval.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.json.JsonLines;
import dev.modelgate.eval.json.JsonShape;
import java.io.InputStream;
import java.util.Optional;

/**
 * A line of a case file as an evaluation would need it to score the answer once more: the case, which may lack what the
 * line does not say, and the answer.
 *
 * @param evalCase without its buckets, which no score depends on
 * @param output the answer, where it was recorded as a text
 * @param judgeAnswer what a judge said of it
 */
public record RecordedCase(EvalCase evalCase, Optional<String> output, Optional<String> judgeAnswer) {

    /** What a line says that is not the case's own. */
    private static final ImmutableSet<String> KNOWN = ImmutableSet.of(
            "id",
            "buckets",
            "score",
            "passed",
            "input",
            "expected",
            "output",
            "latency_ms",
            "stability",
            "cluster",
            CaseLine.JUDGE_ANSWER);

    /**
     * Reads every line of a case file that was read as one before.
     *
     * @param name of the file, for messages
     */
    public static ImmutableList<RecordedCase> read(InputStream in, String name) {
        ImmutableList.Builder<RecordedCase> cases = ImmutableList.builder();
        JsonLines.forEach(in, name, (line, where) -> cases.add(of(line, where)));
        return cases.build();
    }

    private static RecordedCase of(JsonObject line, String where) {
        EvalCase evalCase = new EvalCase(
                JsonShape.text(JsonShape.required(line, "id", where), where + ": 'id'"),
                JsonShape.optional(line, "input").orElse(JsonNull.NULL),
                JsonShape.optional(line, "expected").orElse(JsonNull.NULL),
                ImmutableList.of(),
                Optional.empty(),
                ImmutableMap.copyOf(Maps.filterKeys(line.members(), key -> !KNOWN.contains(key))));
        return new RecordedCase(evalCase, text(line, "output"), text(line, CaseLine.JUDGE_ANSWER));
    }

    private static Optional<String> text(JsonObject line, String key) {
        Optional<JsonValue> value = JsonShape.optional(line, key);
        return value.filter(JsonString.class::isInstance).map(text -> ((JsonString) text).text());
    }

    /** Whether the line says what the right answer is. */
    public boolean isWhole() {
        return !evalCase.expected().equals(JsonNull.NULL);
    }
}
