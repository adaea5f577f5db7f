package dev.modelgate.eval.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What an answer is worth, as a decimal that stands in the case file exactly as it counts.
 *
 * @param value in [0, 1], with at most {@value #DECIMALS} decimals
 * @param passed whether the answer counts as correct; absent for a graded score without a threshold
 */
public record Score(BigDecimal value, Optional<Boolean> passed) {

    /** Finer differences between two answers mean nothing; sums of such scores stay exact and small. */
    public static final int DECIMALS = 6;

    public static final Score RIGHT = new Score(BigDecimal.ONE, Optional.of(true));
    public static final Score WRONG = new Score(BigDecimal.ZERO, Optional.of(false));

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

    private static BigDecimal rounded(double value) {
        if (!(value >= 0 && value <= 1)) { // also refuses NaN
            throw new IllegalArgumentException("a score is %s, but it must lie in [0, 1]".formatted(value));
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.stripTrailingZeros();
    }
}
