package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
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
 * @param cluster what it shares with others: attempts at one question are no independent cases
 */
record ImportedCase(
        Question question,
        ImmutableList<String> buckets,
        Score score,
        Optional<String> output,
        Optional<BigDecimal> latencyMs,
        Optional<String> cluster) {

    ImportedCase {
        if (buckets.contains(Bucket.AGGREGATE) || buckets.contains("")) {
            throw new IllegalArgumentException(
                    "case '%s' is in a bucket '' or 'aggregate', but buckets have names and that one holds every case"
                            .formatted(question.id()));
        }
    }

    String id() {
        return question.id();
    }

    /** Whether it is one of several attempts at the question of that id. */
    boolean isAttemptAt(String first) {
        return id().equals(first) || id().startsWith(first + Attempt.MARK);
    }

    /** In these buckets too, once in each. */
    ImportedCase alsoIn(ImmutableList<String> more) {
        if (more.isEmpty() && buckets.size() < 2) {
            return this;
        }
        return new ImportedCase(
                question,
                ImmutableSet.<String>builder()
                        .addAll(buckets)
                        .addAll(more)
                        .build()
                        .asList(),
                score,
                output,
                latencyMs,
                cluster);
    }

    JsonObject toJson() {
        JsonBuilder line = JsonBuilder.object()
                .put("id", id())
                .putTexts("buckets", buckets)
                .put("score", Decimals.plain(score.value()));
        score.passed().ifPresent(passed -> line.put("passed", passed));
        question.input().ifPresent(text -> line.put("input", text));
        question.expected().ifPresent(text -> line.put("expected", text));
        output.ifPresent(text -> line.put("output", text));
        latencyMs.ifPresent(millis -> line.put("latency_ms", Decimals.plain(millis)));
        cluster.ifPresent(name -> line.put("cluster", name));
        return line.build();
    }
}
