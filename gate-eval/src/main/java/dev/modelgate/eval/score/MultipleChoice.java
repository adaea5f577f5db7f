package dev.modelgate.eval.score;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.eval.evalset.EvalCase;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Right where the one letter that the answer settles on is the expected one; an answer that names two settles on none. */
final class MultipleChoice implements Scorer {

    private static final Pattern LETTER = Pattern.compile("[A-Z]");
    private static final Pattern ALONE = Pattern.compile("^\\W*([A-Za-z])(?:[).:\\]*\\s].*)?$", Pattern.DOTALL);
    private static final Pattern STATED = Pattern.compile(
            "(?:answer|choice|option)(?:\\s+is)?\\s*[:=]?\\s*[(\\[*\"']*([A-Z])\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "choice";
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        String expected = evalCase.expectedText().strip().toUpperCase(Locale.ROOT);
        if (!LETTER.matcher(expected).matches()) {
            throw new IllegalArgumentException(
                    "'expected' is '%s', but one letter from A to Z is required".formatted(evalCase.expectedText()));
        }
        return Score.of(choice(output.strip()).equals(Optional.of(expected)));
    }

    /** A choice that is stated counts; else a letter that the answer begins with and that is no word of a sentence. */
    private static Optional<String> choice(String output) {
        ImmutableSet.Builder<String> found = ImmutableSet.builder();
        Matcher stated = STATED.matcher(output);
        while (stated.find()) {
            found.add(stated.group(1).toUpperCase(Locale.ROOT));
        }
        ImmutableSet<String> choices = found.build();
        if (!choices.isEmpty()) {
            return choices.size() == 1 ? Optional.of(choices.iterator().next()) : Optional.empty();
        }
        Matcher alone = ALONE.matcher(output);
        return alone.matches() && !isSentence(output)
                ? Optional.of(alone.group(1).toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    /** "A dog barks", "I think so". */
    private static boolean isSentence(String output) {
        return output.matches("(?s)(A|I|a|i)\\s+\\p{L}.*");
    }
}
