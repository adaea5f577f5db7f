package dev.modelgate.core.stats;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The population stability index of a categorical feature.
 *
 * <p>Lewis (1994); Siddiqi (2006); null distribution: {@link PsiNull}. Bins are the union of both sides' categories,
 * each smoothed additively.
 *
 * @param psi in nats, in [0, infinity]
 * @param degreesOfFreedom categories seen on either side, less one
 * @param critical95 the PSI that chance exceeds in 5 % of all comparisons this large
 * @param pValue of the PSI without drift
 * @param level the customary reading
 */
public record PsiCategorical(double psi, int degreesOfFreedom, double critical95, double pValue, PsiLevel level) {

    /**
     * Compares counts by category. Empty where a side has no cases.
     *
     * @param smoothing added to each category, 0 or more
     * @throws IllegalArgumentException if a count or the smoothing is negative
     */
    public static Optional<PsiCategorical> between(
            Map<String, Long> reference, Map<String, Long> current, double smoothing) {
        Set<String> categories = new LinkedHashSet<>(reference.keySet());
        categories.addAll(current.keySet());
        List<Long> before = counts(reference, categories);
        List<Long> now = counts(current, categories);
        Histogram referenceBins = Histogram.ofCounts(before);
        Histogram currentBins = Histogram.ofCounts(now);
        Require.notNegative("smoothing", smoothing);
        return PsiNull.of(sum(before), sum(now), Math.max(1, seen(before, now)))
                .flatMap(chance -> Divergence.between(currentBins, referenceBins, smoothing)
                        .map(divergence -> judged(divergence.psi(), chance)));
    }

    private static List<Long> counts(Map<String, Long> counts, Set<String> categories) {
        return categories.stream()
                .map(category -> counts.getOrDefault(category, 0L))
                .toList();
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static int seen(List<Long> before, List<Long> now) {
        return (int) IntStream.range(0, before.size())
                .filter(i -> before.get(i) > 0 || now.get(i) > 0)
                .count();
    }

    private static PsiCategorical judged(double psi, PsiNull chance) {
        double p = chance.degreesOfFreedom() == 0 ? 1 : chance.exceeding(psi);
        return new PsiCategorical(psi, chance.degreesOfFreedom(), chance.critical(0.05), p, PsiLevel.of(psi));
    }
}
