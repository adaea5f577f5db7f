package dev.modelgate.core.stats;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Bootstrap intervals of a mean difference, drawn so that anyone can draw them again.
 *
 * <p>Efron and Tibshirani (1993); BCa: Efron (1987), JASA 82:171. One stream of SplitMix64 (Steele, Lea and Flood
 * 2014), which is {@link SplittableRandom#nextLong()}: replicate r takes its n indices one after another, each
 * {@code (int) (((nextLong() >>> 32) * n) >>> 32)}. Quantiles are of type 7.
 */
public final class PairedBootstrap {

    private PairedBootstrap() {}

    /**
     * Both intervals, in the units of the differences.
     *
     * @param mean of the differences
     * @param percentile the plain quantiles of the replicates
     * @param bca corrected for bias and acceleration
     * @param firstIndices the first min(5, n) indices of the first replicate, to check a reproduction by
     * @param degenerate true where all differences are equal: all limits are then the mean, and no evidence
     */
    public record Result(
            double mean, Interval percentile, Interval bca, List<Integer> firstIndices, boolean degenerate) {}

    /** The intervals of the mean. Empty without data. */
    public static Optional<Result> interval(Sample differences, ResamplePlan plan, Confidence confidence) {
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        Replicates replicates = Replicates.draw(differences, plan);
        return Optional.of(
                differences.allEqual()
                        ? degenerate(differences, replicates)
                        : estimated(differences, replicates, confidence));
    }

    private static Result degenerate(Sample differences, Replicates replicates) {
        Interval point = new Interval(differences.mean(), differences.mean());
        return new Result(differences.mean(), point, point, replicates.firstIndices(), true);
    }

    private static Result estimated(Sample differences, Replicates replicates, Confidence confidence) {
        double z = confidence.z();
        double bias = -StandardNormal.upperQuantile(replicates.shareBelow());
        double acceleration = acceleration(differences);
        return new Result(
                differences.mean(),
                between(replicates, confidence.tail(), 1 - confidence.tail()),
                between(replicates, corrected(bias, -z, acceleration), corrected(bias, z, acceleration)),
                replicates.firstIndices(),
                false);
    }

    private static Interval between(Replicates replicates, double lowLevel, double highLevel) {
        double low = replicates.quantile(lowLevel);
        double high = replicates.quantile(highLevel);
        return new Interval(Math.min(low, high), Math.max(low, high));
    }

    /** {@code Phi(z0 + (z0 + z) / (1 - a (z0 + z)))}; an infinite z0 pushes the level to its own end. */
    private static double corrected(double bias, double z, double acceleration) {
        if (Double.isInfinite(bias)) {
            return bias > 0 ? 1 : 0;
        }
        double shifted = bias + z;
        return StandardNormal.cumulative(bias + shifted / (1 - acceleration * shifted));
    }

    /** {@code sum l^3 / (6 (sum l^2)^1.5)}, where leaving one out moves the mean in proportion to its deviation. */
    private static double acceleration(Sample differences) {
        double mean = differences.mean();
        double squares = 0;
        double cubes = 0;
        for (int i = 0; i < differences.size(); i++) {
            double deviation = differences.value(i) - mean;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }
        return cubes / (6 * Math.pow(squares, 1.5));
    }
}
