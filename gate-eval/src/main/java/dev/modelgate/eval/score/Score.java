package dev.modelgate.eval.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What an answer is worth, as a decimal that stands in the case file exactly as it counts.
 *
 * @param value in [0, 1], with at most {@value #DECIMALS} decimals
 * @param passed whether the answer counts as correct; absent for a graded score without a threshold
 * @param words what a judge said, who gave the score; by them it can be held to what was said
 */
public record Score(BigDecimal value, Optional<Boolean> passed, Optional<String> words) {

    /** Finer differences between two answers mean nothing; sums of such scores stay exact and small. */
    public static final int DECIMALS = 6;

    public static final Score RIGHT = new Score(BigDecimal.ONE, Optional.of(true));
    public static final Score WRONG = new Score(BigDecimal.ZERO, Optional.of(false));

    /** A score that nobody need explain. */
    public Score(BigDecimal value, Optional<Boolean> passed) {
        this(value, passed, Optional.empty());
    }

    public Score {
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a score is %s, but it must lie in [0, 1]".formatted(value));
        }
        if (value.scale() > DECIMALS) {
            throw new IllegalArgumentException("a score is %s, but it has at most %d decimals; round it first"
                    .formatted(value.toPlainString(), DECIMALS));
        }
    }

    public static Score of(boolean right) {
        return right ? RIGHT : WRONG;
    }

    /**
     * A graded score, rounded.
     *
     * @throws IllegalArgumentException for NaN, an infinity, and anything outside [0, 1]
     */
    public static Score graded(double value) {
        return new Score(rounded(value), Optional.empty());
    }

    /** A graded score that counts as correct from the threshold on. */
    public static Score graded(double value, BigDecimal threshold) {
        BigDecimal rounded = rounded(value);
        return new Score(rounded, Optional.of(rounded.compareTo(threshold) >= 0));
    }

    /** The same score, with the words that it was given by. */
    public Score saying(String judgeAnswer) {
        return new Score(value, passed, Optional.of(judgeAnswer));
    }

    /** Whether both are worth the same, in whatever words. */
    public boolean agreesWith(Score other) {
        return value.compareTo(other.value) == 0 && passed.equals(other.passed);
    }

    private static BigDecimal rounded(double value) {
        if (!(value >= 0 && value <= 1)) { // also refuses NaN
            throw new IllegalArgumentException("a score is %s, but it must lie in [0, 1]".formatted(value));
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.stripTrailingZeros();
    }
}
