package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.ClusteredMean;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.Sample;
import java.util.Optional;

/** The spread of each shape of data. */
final class Spreads {

    private Spreads() {}

    /** The spread, with the configured discordance if there is one; empty without counted cases. */
    static Optional<Spread> of(BucketData data, TestPlan plan) {
        if (data.cases() == 0) {
            return Optional.empty();
        }
        Spread observed = observed(data, plan);
        return Optional.of(
                plan.discordance().isPresent()
                        ? observed.withDiscordance(plan.discordance().getAsDouble())
                        : observed);
    }

    private static Spread observed(BucketData data, TestPlan plan) {
        if (data instanceof BucketData.Paired paired) {
            return paired(paired.counts());
        }
        if (data instanceof BucketData.PairingLost lost) {
            return paired(lost.bounds().mostDiscordant());
        }
        if (data instanceof BucketData.DifferentCases different) {
            return different(different.candidate(), different.baseline());
        }
        if (data instanceof BucketData.Graded graded) {
            return graded(graded.differences());
        }
        if (data instanceof BucketData.Clustered clustered) {
            return clustered(clustered, plan);
        }
        throw new IllegalStateException("no spread is known for " + data);
    }

    private static Spread paired(PairedCounts counts) {
        double n = counts.n();
        return Spread.independent(Spread.floored((double) counts.discordant(), n), n);
    }

    /** Independent sides disagree in p1 q2 + p2 q1 of all pairs; the harmonic mean counts the pairs. */
    private static Spread different(Proportion candidate, Proportion baseline) {
        double p1 = (candidate.successes() + 1.0) / (candidate.trials() + 2.0);
        double p2 = (baseline.successes() + 1.0) / (baseline.trials() + 2.0);
        double pairs = 2 / (1.0 / candidate.trials() + 1.0 / baseline.trials());
        return Spread.independent(p1 * (1 - p2) + p2 * (1 - p1), pairs);
    }

    private static Spread graded(Sample differences) {
        double n = differences.size();
        return Spread.independent(Spread.floored(differences.meanSquare() * n, n), n);
    }

    /**
     * The design effect says how many independent cases these are worth: at most as many as there are, and as many as
     * clusters where it cannot be told.
     */
    private static Spread clustered(BucketData.Clustered data, TestPlan plan) {
        ClusteredMean mean = ClusteredMean.of(data.differences(), data.clusters(), plan.confidence())
                .orElseThrow();
        double effective = mean.designEffect().isPresent()
                ? mean.n() / Math.max(1, mean.designEffect().getAsDouble())
                : mean.clusters();
        return new Spread(graded(data.differences()).discordance(), mean.n(), effective);
    }
}
