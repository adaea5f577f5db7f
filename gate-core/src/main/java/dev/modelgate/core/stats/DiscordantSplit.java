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

    /** Beyond this balance, fewer than 100 expected disagreements have no chance that a double could hold. */
    private static final long NEVER_LOST = 1000;

    private static final double FAR = 9;

    public DiscordantSplit {
        Require.count("n", cases);
        Require.probability("psi", discordance);
    }

    /** {@code P(c - b > balance)} for a balance of 0 or more. */
    public double lostOnBalanceAbove(long balance) {
        Require.count("balance", balance);
        double expected = cases * discordance;
        if (expected > EXACT_UP_TO) {
            return StandardNormal.survival((balance + 0.5) / Math.sqrt(expected));
        }
        return balance >= Math.min(cases, NEVER_LOST)
                ? 0
                : summed(Require.intCount("n", cases), (int) balance, expected);
    }

    /** Sums over the number of disagreements, carrying the tail of their split from one number to the next. */
    private double summed(int n, int balance, double expected) {
        BinomialDistribution disagreeing = BinomialDistribution.of(n, discordance);
        int most = (int) Math.min(n, expected + FAR * Math.sqrt(expected) + 2 * FAR + balance);
        LostTail tail = new LostTail(balance);
        double sum = 0;
        for (int m = balance + 1; m <= most; m++) {
            sum += disagreeing.probability(m) * tail.probability();
            tail.next();
        }
        return sum;
    }

    /** {@code P(2 X - m > balance)} for X ~ Bin(m, 1/2), for m = balance + 1 and then one more at a time. */
    private static final class LostTail {

        private final int balance;
        private int trials;
        private int fewest;
        private double atFewest;
        private double tail;

        LostTail(int balance) {
            this.balance = balance;
            this.trials = balance + 1;
            this.fewest = balance + 1;
            this.atFewest = Math.scalb(1.0, -trials);
            this.tail = atFewest;
        }

        double probability() {
            return tail;
        }

        void next() {
            double below = atFewest * fewest / (trials - fewest + 1);
            tail += below / 2;
            atFewest = (atFewest + below) / 2;
            trials++;
            if ((trials + balance) / 2 + 1 > fewest) {
                tail -= atFewest;
                atFewest *= (double) (trials - fewest) / (fewest + 1);
                fewest++;
            }
        }
    }
}
