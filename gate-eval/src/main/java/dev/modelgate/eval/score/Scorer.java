package dev.modelgate.eval.score;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.evalset.EvalCase;
import java.util.Optional;

/** Measures one answer against its case. Called by several threads at once; the same answer always scores the same. */
public interface Scorer extends AutoCloseable {

    /** The name by which it is chosen, and which the report states: {@code exact}. */
    String name();

    /**
     * Scores an answer.
     *
     * @throws IllegalArgumentException where the case is not of the kind that this scorer takes, so that no answer
     *     could be right: what the case holds, what is required
     * @throws NoScoreException where the scorer could not judge this answer; the case counts as one without an answer
     */
    Score score(EvalCase evalCase, String output);

    /** What else the report says of it, so that a reader knows who judged; empty where the name says it all. */
    default JsonObject settings() {
        return JsonObject.of(ImmutableMap.of());
    }

    /** A fresh measure over all answers together, where this scorer has one. */
    default Optional<WholeSet> wholeSet() {
        return Optional.empty();
    }

    /** Lets go of what it holds, if anything. */
    @Override
    default void close() {}
}
