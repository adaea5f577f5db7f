package dev.modelgate.eval.score;

import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.eval.evalset.EvalCase;
import java.math.BigDecimal;

/**
 * Right where the answer is a number within the tolerance, in exact decimals; the bound itself is right.
 *
 * @param absolute distance that is allowed
 * @param relative distance that is allowed, as a part of the expected number; the larger of both counts
 */
record NumericTolerance(BigDecimal absolute, BigDecimal relative) implements Scorer {

    /** A larger exponent is no measurement, and its decimals would fill the memory. */
    private static final int LARGEST_EXPONENT = 400;

    @Override
    public String name() {
        return "numeric, within %s or %s of the expected".formatted(absolute.toPlainString(), relative.toPlainString());
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        String expectedText = evalCase.expectedText().strip();
        if (!isNumber(expectedText)) {
            throw new IllegalArgumentException("'expected' is '%s', but a number is required".formatted(expectedText));
        }
        String answer = output.strip();
        if (!isNumber(answer)) {
            return Score.WRONG;
        }
        BigDecimal expected = new BigDecimal(expectedText);
        BigDecimal distance = new BigDecimal(answer).subtract(expected).abs();
        return Score.of(distance.compareTo(absolute.max(relative.multiply(expected.abs()))) <= 0);
    }

    private static boolean isNumber(String text) {
        if (text.length() > 1_000 || !JsonNumber.isLiteral(text)) {
            return false;
        }
        try {
            return Math.abs((long) new BigDecimal(text).scale()) <= LARGEST_EXPONENT + 1_000L;
        } catch (NumberFormatException e) {
            return false; // an exponent beyond an int
        }
    }
}
