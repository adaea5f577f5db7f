package dev.modelgate.core.stats.decision;

/**
 * What is left of alpha for the k-th candidate judged on the same cases: {@code alpha 6 / (pi^2 k^2)}, which sums to
 * alpha over all attempts. Whoever retries until something passes will otherwise pass by chance.
 *
 * <p>Basel series by Foster and Stine (2008), Journal of the Royal Statistical Society B 70:429.
 */
public final class AlphaSpending {

    private AlphaSpending() {}

    /**
     * @param alpha one-sided, in (0, 1)
     * @param attempt from 1; a repeated run of the same model is the same attempt
     */
    public static double forAttempt(double alpha, long attempt) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", but it must lie strictly between 0 and 1");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt is " + attempt + ", but the first one is 1");
        }
        return alpha * 6 / (Math.PI * Math.PI * attempt * attempt);
    }
}
