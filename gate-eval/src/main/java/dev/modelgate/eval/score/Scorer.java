package dev.modelgate.eval.score;

import dev.modelgate.eval.evalset.EvalCase;

/** Measures one answer against its case. Called by several threads at once; the same answer always scores the same. */
public interface Scorer {

    /** The name by which it is chosen, and which the report states: {@code exact}. */
    String name();

    /**
     * Scores an answer.
     *
     * @throws IllegalArgumentException where the case is not of the kind that this scorer takes, so that no answer
     *     could be right: what the case holds, what is required
     */
    Score score(EvalCase evalCase, String output);
}
