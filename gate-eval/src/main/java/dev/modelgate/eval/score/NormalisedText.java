package dev.modelgate.eval.score;

import dev.modelgate.eval.evalset.EvalCase;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Right where the texts agree but for Unicode form, capitals and blanks.
 *
 * @param ignoresPunctuation whether punctuation does not count either
 */
record NormalisedText(boolean ignoresPunctuation) implements Scorer {

    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}|\\p{IsPunctuation}");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    @Override
    public String name() {
        return ignoresPunctuation ? "normalised, without punctuation" : "normalised";
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        return Score.of(normal(output).equals(normal(evalCase.expectedText())));
    }

    private String normal(String text) {
        String folded = fold(text);
        return BLANKS.matcher(ignoresPunctuation ? PUNCTUATION.matcher(folded).replaceAll(" ") : folded)
                .replaceAll(" ")
                .strip();
    }

    /** One form, one case. */
    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
