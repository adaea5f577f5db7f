package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.Confidence;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.ResamplePlan;
import java.util.OptionalDouble;

/**
 * How to test, fixed in committed configuration before any candidate runs.
 *
 * @param alpha one-sided error rate, below 0.5
 * @param power at which detectable drops and required cases are stated
 * @param harmTest for paired cases; exact where a guarantee is required
 * @param bootstrap for graded buckets too small for Student's t
 * @param minimumClusters below which clustered data stay inconclusive, at least 2
 * @param guardZeroWon whether a bucket without won cases also needs the exact upper limit of its lost share to lie
 *     within the tolerance; there the score test may exceed alpha by up to 0.018
 * @param discordance configured share of discordant cases for planning; else estimated from the data
 */
public record TestPlan(
        double alpha,
        double power,
        McNemar harmTest,
        ResamplePlan bootstrap,
        int minimumClusters,
        boolean guardZeroWon,
        OptionalDouble discordance) {

    /** Below this many graded cases no test is made. */
    static final int FEWEST_GRADED = 10;

    /** From this many graded cases on, Student's t serves. */
    static final int FEWEST_FOR_T = 30;

    /** Alpha 0.05, power 0.8, mid-p, 10,000 resamples from seed 0, ten clusters. */
    public static final TestPlan DEFAULT =
            new TestPlan(0.05, 0.8, McNemar.MID_P, new ResamplePlan(0, 10_000), 10, false, OptionalDouble.empty());

    public TestPlan {
        Confidence.ofOneSided(alpha);
        requireShare("power", power);
        discordance.ifPresent(psi -> requireShare("discordance", psi));
        if (minimumClusters < 2) {
            throw new IllegalArgumentException(
                    "minimum clusters is " + minimumClusters + ", but one cluster shows no spread; use 2 or more");
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", but it must lie strictly between 0 and 1");
        }
    }

    /** The interval to show: its ends are the one-sided tests at alpha. */
    public Confidence confidence() {
        return Confidence.ofOneSided(alpha);
    }

    public TestPlan withAlpha(double other) {
        return new TestPlan(other, power, harmTest, bootstrap, minimumClusters, guardZeroWon, discordance);
    }
}
