package dev.modelgate.core.stats;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The mean of differences that come in clusters (one verb, one passage, one template), with standard errors that
 * do not pretend they are independent.
 *
 * <p>Liang and Zeger (1986), Biometrika 73:13; Cameron and Miller (2015), Journal of Human Resources 50:317; Miller
 * (2024), arXiv:2411.00640. All in the units of the differences.
 *
 * @param n differences
 * @param clusters G: distinct labels
 * @param mean of all differences
 * @param iid the standard error as if all were independent; empty at n = 1
 * @param cr0 {@code sqrt(sum over clusters of (sum of e)^2) / n}, e = difference - mean
 * @param miller iid with the covariances within clusters added; empty at n = 1
 * @param cr1 {@code cr0 sqrt(G / (G - 1))}; empty below two clusters
 * @param designEffect {@code (cr1 / iid)^2}; empty without either or at iid = 0
 * @param interval {@code mean -/+ t_(G-1) cr1}; empty below two clusters
 */
public record ClusteredMean(
        int n,
        int clusters,
        double mean,
        OptionalDouble iid,
        double cr0,
        OptionalDouble miller,
        OptionalDouble cr1,
        OptionalDouble designEffect,
        Optional<Interval> interval) {

    /**
     * Estimates from differences and, in the same order, the label of each one's cluster. Empty without data.
     *
     * @throws IllegalArgumentException if the lists differ in length
     */
    public static Optional<ClusteredMean> of(Sample differences, List<String> labels, Confidence confidence) {
        Require.sameLength("d", differences.size(), "cluster", labels.size());
        return differences.isEmpty() ? Optional.empty() : Optional.of(estimated(differences, labels, confidence));
    }

    private static ClusteredMean estimated(Sample differences, List<String> labels, Confidence confidence) {
        int n = differences.size();
        double mean = differences.mean();
        Collection<Double> sums = sumsByCluster(differences, labels, mean);
        int clusters = sums.size();
        double cr0 = Math.sqrt(sums.stream().mapToDouble(sum -> sum * sum).sum()) / n;
        OptionalDouble iid = n > 1 ? OptionalDouble.of(PairedT.standardError(differences)) : OptionalDouble.empty();
        OptionalDouble cr1 =
                clusters > 1 ? OptionalDouble.of(cr0 * Math.sqrt(clusters / (clusters - 1.0))) : OptionalDouble.empty();
        return new ClusteredMean(
                n,
                clusters,
                mean,
                iid,
                cr0,
                miller(iid, cr0, n),
                cr1,
                ratio(cr1, iid),
                limits(mean, cr1, clusters, confidence));
    }

    private static Collection<Double> sumsByCluster(Sample differences, List<String> labels, double mean) {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            sums.merge(labels.get(i), differences.value(i) - mean, Double::sum);
        }
        return sums.values();
    }

    /** iid^2 plus the cross products equals cr0^2 + iid^2 / n, which cannot turn negative by rounding. */
    private static OptionalDouble miller(OptionalDouble iid, double cr0, int n) {
        return iid.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(cr0 * cr0 + iid.getAsDouble() * iid.getAsDouble() / n));
    }

    private static OptionalDouble ratio(OptionalDouble cr1, OptionalDouble iid) {
        if (cr1.isEmpty() || iid.isEmpty() || iid.getAsDouble() == 0) {
            return OptionalDouble.empty();
        }
        double ratio = cr1.getAsDouble() / iid.getAsDouble();
        return OptionalDouble.of(ratio * ratio);
    }

    private static Optional<Interval> limits(double mean, OptionalDouble cr1, int clusters, Confidence confidence) {
        if (cr1.isEmpty()) {
            return Optional.empty();
        }
        double half = cr1.getAsDouble() * UpperQuantile.studentT(clusters - 1.0, confidence.tail());
        return Optional.of(new Interval(mean - half, mean + half));
    }
}
