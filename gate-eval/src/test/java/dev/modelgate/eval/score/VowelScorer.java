package dev.modelgate.eval.score;

import dev.modelgate.eval.evalset.EvalCase;

/** A scorer as another jar would bring it: right where the answer has as many vowels as expected. */
public final class VowelScorer implements Scorer {

    @Override
    public String name() {
        return "vowels";
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        return Score.of(vowels(evalCase.expectedText()) == vowels(output));
    }

    private static long vowels(String text) {
        return text.chars().filter(letter -> "aeiou".indexOf(letter) >= 0).count();
    }
}
