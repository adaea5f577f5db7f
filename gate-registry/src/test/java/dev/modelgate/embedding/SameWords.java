package dev.modelgate.embedding;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMultiset;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.score.Score;
import dev.modelgate.eval.score.Scorer;

/** A scorer of your own: right where the answer has the expected words, in whatever order. */
final class SameWords implements Scorer {

    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    @Override
    public String name() {
        return "same-words";
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        return Score.of(words(output).equals(words(evalCase.expectedText())));
    }

    private static ImmutableMultiset<String> words(String text) {
        return ImmutableMultiset.copyOf(WORDS.split(text));
    }
}
