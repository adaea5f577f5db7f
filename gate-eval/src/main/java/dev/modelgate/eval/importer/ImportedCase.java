package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.Decimals;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One case as another tool measured it.
 *
 * @param score with or without a judgement whether it counts as correct
 * @param latencyMs milliseconds
 */
record ImportedCase(
        String id,
        ImmutableList<String> buckets,
        Score score,
        Optional<String> input,
        Optional<String> expected,
        Optional<String> output,
        Optional<BigDecimal> latencyMs) {

    ImportedCase {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a case has an empty id, but ids pair the two sides");
        }
        if (buckets.contains(Bucket.AGGREGATE) || buckets.contains("")) {
            throw new IllegalArgumentException(
                    "case '%s' is in a bucket '' or 'aggregate', but buckets have names and that one holds every case"
                            .formatted(id));
        }
    }

    JsonObject toJson() {
        JsonBuilder line = JsonBuilder.object()
                .put("id", id)
                .putTexts("buckets", buckets)
                .put("score", Decimals.plain(score.value()));
        score.passed().ifPresent(passed -> line.put("passed", passed));
        input.ifPresent(text -> line.put("input", text));
        expected.ifPresent(text -> line.put("expected", text));
        output.ifPresent(text -> line.put("output", text));
        latencyMs.ifPresent(millis -> line.put("latency_ms", Decimals.plain(millis)));
        return line.build();
    }

    /** What was asked: equal in two imports exactly where the same was asked. */
    JsonObject question() {
        return JsonBuilder.object()
                .put("id", id)
                .putOrNull("input", input)
                .putOrNull("expected", expected)
                .build();
    }
}
