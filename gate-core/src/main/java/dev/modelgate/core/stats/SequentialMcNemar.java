package dev.modelgate.core.stats;

/**
 * Harm under shadow traffic, looked at as often as one likes: an e-process for paired cases.
 *
 * <p>The likelihood ratio of "lost more than won", mixed uniformly over (1/2, 1): Robbins (1970); Ville (1939);
 * Howard, Ramdas, McAuliffe and Sekhon (2021), Annals of Statistics 49:1055.
 * {@code E = 2^(m+1) int_(1/2)^1 t^c (1-t)^b dt}, m = b + c. Roll back when E reaches 1/alpha at any look: without
 * harm that happens with probability alpha at most.
 *
 * @param logE natural logarithm of E; 0 without discordant cases
 * @param reject whether harm is shown
 */
public record SequentialMcNemar(double logE, boolean reject) {

    /**
     * The e-value of what has been seen so far.
     *
     * @param won cases only the candidate got right
     * @param lost cases only the baseline got right
     * @param alpha over all looks together, in (0, 1)
     */
    public static SequentialMcNemar at(long won, long lost, double alpha) {
        Require.level("alpha", alpha);
        Require.count("b", won);
        Require.count("c", lost);
        double logE = lost > won ? logOfLarge(won, lost) : Math.log(series(won, lost));
        return new SequentialMcNemar(logE, logE >= -Math.log(alpha));
    }

    /** {@code int_0^1 (1+s)^c (1-s)^b ds} by parts; for c at most b the terms fall from the first. */
    private static double series(long won, long lost) {
        double term = 1;
        double sum = 0;
        for (long k = 0; k <= lost && term > sum * 1e-18; k++) {
            sum += term;
            term *= (double) (lost - k) / (won + 2 + k);
        }
        return sum / (won + 1);
    }

    /** The same as {@code 2 P(Beta(c+1, b+1) > 1/2) / ((m+1) P(Bin(m, 1/2) = c))}, the numerator being near 2. */
    private static double logOfLarge(long won, long lost) {
        long discordant = won + lost;
        double tail = new HalfBinomial(discordant + 1).atLeast(won + 1);
        return Math.log(2)
                + Math.log(tail)
                - Math.log(discordant + 1.0)
                - new HalfBinomial(discordant).logProbability(lost);
    }
}
