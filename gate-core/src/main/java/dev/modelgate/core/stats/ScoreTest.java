package dev.modelgate.core.stats;

/**
 * A standardised test statistic and its upper-tail p-value.
 *
 * @param z standard normal under the null; infinite where the data exclude the null altogether
 * @param pUpper {@code 1 - Phi(z)}, in [0, 1]
 */
public record ScoreTest(double z, double pUpper) {

    /** The test of a numerator against its variance; 0/0 says nothing and gives z = 0. */
    static ScoreTest of(double numerator, double variance) {
        return ofZ(Standardised.of(numerator, variance));
    }

    static ScoreTest ofZ(double z) {
        return new ScoreTest(z, StandardNormal.survival(z));
    }

    /** {@code Phi(z)}: the p-value against the opposite alternative. */
    public double pLower() {
        return StandardNormal.survival(-z);
    }
}
