package dev.modelgate.eval.score;

import dev.modelgate.eval.evalset.EvalCase;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Right where the expected text, a regular expression, matches the whole answer. Bounded: a pattern may not run on for ever. */
final class PatternMatch implements Scorer {

    /** So many characters looked at a character of the answer: far more than an honest pattern needs. */
    private static final long STEPS = 10_000;

    @Override
    public String name() {
        return "regex";
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        try {
            Pattern pattern = Pattern.compile(evalCase.expectedText(), Pattern.DOTALL);
            return Score.of(pattern.matcher(new Counted(output, STEPS * (output.length() + 1L)))
                    .matches());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'expected' is '%s', but a regular expression is required (%s)"
                            .formatted(evalCase.expectedText(), e.getDescription()),
                    e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    "'expected' nests too deep for an answer of %d characters; write a simpler pattern"
                            .formatted(output.length()),
                    e);
        }
    }

    /** Counts the looks at its characters; one too many ends the match. */
    private static final class Counted implements CharSequence {
        private final CharSequence text;
        private long left;

        Counted(CharSequence text, long left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new IllegalArgumentException(
                        "'expected' backtracks without end on an answer of %d characters; write a simpler pattern"
                                .formatted(text.length()));
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
