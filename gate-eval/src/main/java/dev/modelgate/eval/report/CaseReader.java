package dev.modelgate.eval.report;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.JsonLines;
import dev.modelgate.eval.json.JsonShape;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads per-case results, a case a line. */
final class CaseReader {

    private final ImmutableList.Builder<CaseResult> cases = ImmutableList.builder();
    private final Set<String> ids = new HashSet<>();

    /** Thousands of cases name the same few lists of buckets; one copy of each is enough. */
    private final Map<ImmutableList<String>, ImmutableList<String>> bucketLists = new HashMap<>();

    private CaseReader() {}

    static ImmutableList<CaseResult> read(InputStream in, String name) {
        CaseReader reader = new CaseReader();
        JsonLines.forEach(in, name, reader::accept);
        return reader.cases.build();
    }

    private void accept(JsonObject line, String where) {
        String id = JsonShape.text(JsonShape.required(line, "id", where), where + ": 'id'");
        if (!ids.add(id)) {
            throw new CannotJudgeException("%s: case '%s' occurs twice; keep one".formatted(where, id));
        }
        try {
            cases.add(caseResult(id, line, where));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(where + ": " + e.getMessage(), e);
        }
    }

    private CaseResult caseResult(String id, JsonObject line, String where) {
        Optional<Fraction> score = JsonShape.optional(line, "score")
                .map(value ->
                        Fraction.of(JsonShape.number(value, where + ": 'score'").decimal()));
        Optional<Boolean> passed =
                JsonShape.optional(line, "passed").map(value -> JsonShape.bool(value, where + ": 'passed'"));
        if (score.isEmpty() && passed.isEmpty()) {
            throw new CannotJudgeException(
                    "%s: case '%s' has neither 'score' nor 'passed', but one is required".formatted(where, id));
        }
        if (score.isPresent() && passed.isPresent()) {
            requireAgreement(id, score.get(), passed.get(), where);
        }
        return new CaseResult(
                id,
                buckets(line, where),
                score.orElseGet(() -> passed.orElseThrow() ? Fraction.ONE : Fraction.ZERO),
                passed.or(() -> binary(score.orElseThrow())),
                text(line, "input"),
                text(line, "expected"),
                text(line, "output"),
                text(line, "cluster"),
                JsonShape.optional(line, "latency_ms").flatMap(CaseReader::decimal));
    }

    /** Whatever the threshold, full marks pass and none fail: otherwise one of the two was edited. */
    private static void requireAgreement(String id, Fraction score, boolean passed, String where) {
        if (binary(score).filter(right -> right != passed).isPresent()) {
            throw new CannotJudgeException(
                    "%s: case '%s' has the score %s and 'passed' %s, but a score of 1 passes and one of 0 does not; evaluate again"
                            .formatted(where, id, score, passed));
        }
    }

    /** Other harnesses may mean something else by the word; only a number is a latency. */
    private static Optional<BigDecimal> decimal(JsonValue value) {
        return value instanceof JsonNumber number ? Optional.of(number.decimal()) : Optional.empty();
    }

    private static Optional<Boolean> binary(Fraction score) {
        if (score.equals(Fraction.ONE)) {
            return Optional.of(true);
        }
        return score.equals(Fraction.ZERO) ? Optional.of(false) : Optional.empty();
    }

    private ImmutableList<String> buckets(JsonObject line, String where) {
        ImmutableList<String> buckets =
                JsonShape.array(JsonShape.required(line, "buckets", where), where + ": 'buckets'").items().stream()
                        .map(value -> JsonShape.text(value, where + ": a bucket"))
                        .collect(ImmutableList.toImmutableList());
        ImmutableList<String> known = bucketLists.get(buckets);
        if (known != null) {
            return known;
        }
        requireCountedOnce(buckets, where);
        bucketLists.put(buckets, buckets);
        return buckets;
    }

    /** A case that counts twice in a bucket is worth two that nobody asked. */
    private static void requireCountedOnce(ImmutableList<String> buckets, String where) {
        Set<String> seen = new HashSet<>();
        seen.add(Bucket.AGGREGATE);
        for (String bucket : buckets) {
            if (!seen.add(bucket)) {
                throw new CannotJudgeException(
                        "%s: the case counts twice in bucket '%s', but once in each of its buckets and in 'aggregate' is required; evaluate again"
                                .formatted(where, bucket));
            }
        }
    }

    /** Inputs and outputs of other harnesses may be structured; they are shown as JSON then. */
    private static Optional<String> text(JsonObject line, String key) {
        return JsonShape.optional(line, key).map(CaseReader::shown);
    }

    private static String shown(JsonValue value) {
        return value instanceof JsonString string ? string.text() : PrettyJson.line(value);
    }
}
