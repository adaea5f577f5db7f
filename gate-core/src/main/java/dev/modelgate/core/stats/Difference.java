package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The difference of two proportions, formed exactly and rounded once. */
final class Difference {

    private Difference() {}

    /** {@code x1/n1 - x2/n2}. */
    static double of(Proportion candidate, Proportion baseline) {
        return beyond(candidate, baseline, 0);
    }

    /** {@code x1/n1 - x2/n2 - offset}: zero exactly where the decimals say so. */
    static double beyond(Proportion candidate, Proportion baseline, double offset) {
        BigInteger first = product(candidate.successes(), baseline.trials());
        BigInteger second = product(baseline.successes(), candidate.trials());
        BigInteger scale = product(candidate.trials(), baseline.trials());
        BigDecimal shift = BigDecimal.valueOf(offset).multiply(new BigDecimal(scale));
        return new BigDecimal(first.subtract(second)).subtract(shift).doubleValue() / scale.doubleValue();
    }

    private static BigInteger product(long left, long right) {
        return BigInteger.valueOf(left).multiply(BigInteger.valueOf(right));
    }
}
