package dev.modelgate.core.stats;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The means of all resamples of a sample, and where its own mean stands among them. */
final class Replicates {

    private static final int SHOWN_INDICES = 5;

    private final double[] means;
    private final int[] indices;
    private List<Integer> firstIndices = List.of();
    private long twiceBelow;

    private Replicates(int size, int resamples) {
        this.means = new double[resamples];
        this.indices = new int[size];
    }

    /** Draws all replicates from one stream, one after another. */
    static Replicates draw(Sample sample, ResamplePlan plan) {
        Replicates replicates = new Replicates(sample.size(), plan.resamples());
        SplittableRandom random = new SplittableRandom(plan.seed());
        ExactSums sums = new ExactSums(sample);
        for (int r = 0; r < plan.resamples(); r++) {
            replicates.drawIndices(random);
            replicates.record(r, sums);
        }
        Arrays.sort(replicates.means);
        return replicates;
    }

    private void drawIndices(SplittableRandom random) {
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (int) (((random.nextLong() >>> 32) * indices.length) >>> 32);
        }
    }

    private void record(int replicate, ExactSums sums) {
        BigInteger sum = sums.sum(indices);
        means[replicate] = sums.mean(sum);
        twiceBelow += 1L - sum.subtract(sums.total()).signum();
        if (replicate == 0) {
            firstIndices = Arrays.stream(indices).limit(SHOWN_INDICES).boxed().toList();
        }
    }

    /** The type-7 quantile of the replicates' means. */
    double quantile(double level) {
        return Type7Quantile.of(means, level);
    }

    /** The share of replicates below the sample's own mean, ties counting half. */
    double shareBelow() {
        return twiceBelow / (2.0 * means.length);
    }

    /** The first min(5, n) indices of the first replicate. */
    List<Integer> firstIndices() {
        return firstIndices;
    }
}
