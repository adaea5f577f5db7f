package dev.modelgate.core.stats.decision;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.FrechetBounds;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * All cases of all buckets as one: the micro comparison. Buckets must not share cases; where they do, give the gate
 * the pooled data instead.
 */
public final class Pooling {

    private Pooling() {}

    /**
     * The pooled data. Paired, graded and clustered buckets mix and take the most general shape among them; a cluster
     * label means the same cluster in every bucket. Buckets without cases add nothing. Empty where there is nothing
     * to pool or shapes do not mix.
     */
    public static Optional<BucketData> of(List<BucketData> buckets) {
        List<BucketData> counted = buckets.stream()
                .filter(data -> data.cases() > 0 || data instanceof BucketData.Uncounted)
                .toList();
        if (all(counted, BucketData.Paired.class)) {
            return summed(counted, BucketData.Paired.class, BucketData.Paired::counts, PairedCounts::plus)
                    .map(BucketData.Paired::new);
        }
        if (all(counted, BucketData.PairingLost.class)) {
            return summed(counted, BucketData.PairingLost.class, BucketData.PairingLost::bounds, FrechetBounds::plus)
                    .map(BucketData.PairingLost::new);
        }
        if (all(counted, BucketData.DifferentCases.class)) {
            return differentCases(counted);
        }
        return counted.stream().allMatch(Pooling::hasDifferences) ? byCase(counted) : Optional.empty();
    }

    private static boolean all(List<BucketData> data, Class<? extends BucketData> shape) {
        return data.stream().allMatch(shape::isInstance);
    }

    private static <D extends BucketData, T> Optional<T> summed(
            List<BucketData> data, Class<D> shape, Function<D, T> part, BinaryOperator<T> sum) {
        return data.stream().map(shape::cast).map(part).reduce(sum);
    }

    private static Optional<BucketData> differentCases(List<BucketData> data) {
        Class<BucketData.DifferentCases> shape = BucketData.DifferentCases.class;
        return summed(data, shape, BucketData.DifferentCases::candidate, Pooling::sum)
                .flatMap(candidate -> summed(data, shape, BucketData.DifferentCases::baseline, Pooling::sum)
                        .map(baseline -> new BucketData.DifferentCases(candidate, baseline)));
    }

    private static Proportion sum(Proportion first, Proportion second) {
        return new Proportion(
                Math.addExact(first.successes(), second.successes()), Math.addExact(first.trials(), second.trials()));
    }

    private static boolean hasDifferences(BucketData data) {
        return data instanceof BucketData.Paired
                || data instanceof BucketData.Graded
                || data instanceof BucketData.Clustered;
    }

    private static Optional<BucketData> byCase(List<BucketData> data) {
        Sample differences = Sample.of();
        List<String> clusters = new ArrayList<>();
        Fraction sum = Fraction.ZERO;
        for (BucketData bucket : data) {
            differences = differences.plus(differences(bucket));
            addClusters(bucket, clusters);
            sum = sum.plus(bucket.delta().orElseThrow().times(Fraction.of(bucket.cases(), 1)));
        }
        Optional<Fraction> delta = Optional.of(sum.times(Fraction.of(1, differences.size())));
        return Optional.of(
                data.stream().anyMatch(BucketData.Clustered.class::isInstance)
                        ? new BucketData.Clustered(differences, clusters, delta)
                        : new BucketData.Graded(differences, delta));
    }

    private static Sample differences(BucketData data) {
        if (data instanceof BucketData.Graded graded) {
            return graded.differences();
        }
        return data instanceof BucketData.Clustered clustered
                ? clustered.differences()
                : Sample.of(((BucketData.Paired) data).counts());
    }

    /** A case outside of any cluster is a cluster of its own; the prefix keeps it from meeting a label. */
    private static void addClusters(BucketData data, List<String> clusters) {
        if (data instanceof BucketData.Clustered clustered) {
            clustered.clusters().forEach(label -> clusters.add("cluster " + label));
            return;
        }
        for (long i = 0; i < data.cases(); i++) {
            clusters.add("case " + clusters.size());
        }
    }
}
