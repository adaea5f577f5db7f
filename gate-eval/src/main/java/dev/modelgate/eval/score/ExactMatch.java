package dev.modelgate.eval.score;

import dev.modelgate.eval.evalset.EvalCase;

/** Right where the answer is the expected text, character for character; a space more is wrong. */
public final class ExactMatch implements Scorer {

    @Override
    public String name() {
        return "exact";
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        return Score.of(output.equals(evalCase.expectedText()));
    }
}
