package dev.modelgate.core.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How paired cases split if nothing changed: each disagrees with probability psi, and then was won or lost with equal
 * chance.
 *
 * @param cases n
 * @param discordance psi, in [0, 1]
 */
public record DiscordantSplit(long cases, double discordance) {

    /** Above this many expected disagreements the normal, corrected for whole cases, is exact enough. */
    private static final double EXACT_UP_TO = 100;

    private static final double FAR = 9;

    public DiscordantSplit {
        Require.count("n", cases);
        Require.probability("psi", discordance);
    }

    /** {@code P(c - b > balance)} for a balance of 0 or more. */
    public double lostOnBalanceAbove(long balance) {
        Require.count("balance", balance);
        double expected = cases * discordance;
        if (cases >= Integer.MAX_VALUE || expected > EXACT_UP_TO) {
            return StandardNormal.survival((balance + 0.5) / Math.sqrt(expected));
        }
        return summed((int) cases, balance, expected);
    }

    private double summed(int n, long balance, double expected) {
        BinomialDistribution disagreeing = BinomialDistribution.of(n, discordance);
        int most = (int) Math.min(n, expected + FAR * Math.sqrt(expected) + 2 * FAR);
        double sum = 0;
        for (int m = (int) Math.min(n, balance + 1); m <= most; m++) {
            long lost = (m + balance) / 2 + 1;
            sum += disagreeing.probability(m) * new HalfBinomial(m).atLeast(lost);
        }
        return sum;
    }
}
