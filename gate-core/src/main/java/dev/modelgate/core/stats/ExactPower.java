package dev.modelgate.core.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The probability that a test rejects, by summing over everything that can be observed.
 *
 * @param truth how often a case is won or lost
 * @param n cases
 * @param alpha one-sided error rate of the test
 */
public record ExactPower(PairedTruth truth, int n, double alpha) {

    /** p-values here are dyadic and alphas decimal; where they are equal, rounding must not tell them apart. */
    private static final double SLACK = 1 + 1e-12;

    public ExactPower {
        Require.count("n", n);
        Require.level("alpha", alpha);
    }

    /** The unconditional power of the one-sided {@link McNemar} test of harm; 0 without cases. */
    public double harm(McNemar test) {
        BinomialDistribution discordant = BinomialDistribution.of(n, truth.discordance());
        double lostShare = Math.min(1, truth.lost() / truth.discordance());
        double power = 0;
        int critical = 1;
        for (int m = 1; m <= n && truth.discordance() > 0; m++) {
            critical = criticalLost(test, m, critical);
            if (critical <= m) {
                power += discordant.probability(m)
                        * BinomialDistribution.of(m, lostShare).survivalProbability(critical - 1);
            }
        }
        return Math.min(1, power);
    }

    /** The fewest lost cases among m that reject; it never falls as m grows. */
    private int criticalLost(McNemar test, int m, int from) {
        int lost = from;
        while (lost <= m && test.harm(new PairedCounts(m - lost, lost, m)) > alpha * SLACK) {
            lost++;
        }
        return lost;
    }

    /**
     * The probability that {@link Tango} shows non-inferiority at {@code margin}, a share in [0, 1]; 0 without
     * cases. For each number of lost cases it suffices to know the fewest won ones that show it, because the
     * statistic rises with them.
     */
    public double nonInferiority(double margin) {
        Require.probability("margin", margin);
        if (n == 0) {
            return 0;
        }
        double z = StandardNormal.upperQuantile(alpha);
        BinomialDistribution lost = BinomialDistribution.of(n, truth.lost());
        double wonShare = truth.lost() < 1 ? Math.min(1, truth.won() / (1 - truth.lost())) : 0;
        double power = 0;
        int fewestWon = 0;
        for (int c = 0; c <= n; c++) {
            fewestWon = fewestWon(c, fewestWon, margin, z);
            if (fewestWon > n - c) {
                break;
            }
            power += lost.probability(c)
                    * BinomialDistribution.of(n - c, wonShare).survivalProbability(fewestWon - 1);
        }
        return Math.min(1, power);
    }

    private int fewestWon(int lost, int from, double margin, double z) {
        int won = from;
        while (won <= n - lost
                && Tango.test(new PairedCounts(won, lost, n), -margin)
                                .orElseThrow()
                                .z()
                        < z) {
            won++;
        }
        return won;
    }
}
