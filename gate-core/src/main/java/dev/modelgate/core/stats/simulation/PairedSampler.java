package dev.modelgate.core.stats.simulation;

import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.PairedTruth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Draws the paired counts of a bucket: won cases first, then lost ones among the rest, both by inversion. */
final class PairedSampler {

    private final int cases;
    private final double lostShare;
    private final double[] won;
    private final Map<Integer, double[]> lostByWon = new HashMap<>();

    PairedSampler(PairedTruth truth, int cases) {
        this.cases = cases;
        this.won = cumulative(cases, truth.won());
        this.lostShare = truth.won() < 1 ? Math.min(1, truth.lost() / (1 - truth.won())) : 0;
    }

    PairedCounts draw(SplittableRandom random) {
        int b = invert(won, random.nextDouble());
        int c = invert(lostByWon.computeIfAbsent(b, key -> cumulative(cases - key, lostShare)), random.nextDouble());
        return new PairedCounts(b, c, cases);
    }

    private static double[] cumulative(int trials, double probability) {
        BinomialDistribution binomial = BinomialDistribution.of(trials, probability);
        double[] sums = new double[trials + 1];
        double sum = 0;
        for (int k = 0; k <= trials; k++) {
            sum += binomial.probability(k);
            sums[k] = sum;
        }
        return sums;
    }

    /** The first k whose cumulative probability exceeds the draw. */
    private static int invert(double[] sums, double draw) {
        int found = Arrays.binarySearch(sums, draw);
        int first = found < 0 ? -found - 1 : found + 1;
        return Math.min(first, sums.length - 1);
    }
}
