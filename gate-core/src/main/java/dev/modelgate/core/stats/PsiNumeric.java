package dev.modelgate.core.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The population stability index of a numeric feature, over quantile bins of the reference.
 *
 * <p>Lewis (1994); Siddiqi (2006); quantiles of type 7, Hyndman and Fan (1996). Edges are the distinct quantiles at
 * i/B; bins are right-closed and open-ended; missing values, if any occur, form one more bin at the end.
 *
 * @param edges inner edges, ascending, in the unit of the feature
 * @param referenceCounts by bin, the bin of the missing last
 * @param currentCounts likewise
 * @param psi in nats, in [0, infinity]
 */
public record PsiNumeric(List<Double> edges, List<Long> referenceCounts, List<Long> currentCounts, double psi) {

    public PsiNumeric {
        edges = List.copyOf(edges);
        referenceCounts = List.copyOf(referenceCounts);
        currentCounts = List.copyOf(currentCounts);
    }

    /**
     * Compares two columns. Empty where a side has no cases, or the reference no value to take quantiles of.
     *
     * @param bins B, at least 1; equal quantiles make fewer
     * @param smoothing added to each bin, 0 or more
     */
    public static Optional<PsiNumeric> between(Column reference, Column current, int bins, double smoothing) {
        Require.positive("bins", bins);
        Require.notNegative("smoothing", smoothing);
        if (!reference.hasValues() || current.size() == 0) {
            return Optional.empty();
        }
        List<BinEdge> edges = reference.edges(bins);
        boolean withMissing = reference.missing() + current.missing() > 0;
        List<Long> before = counts(reference, edges, withMissing);
        List<Long> now = counts(current, edges, withMissing);
        return Divergence.between(Histogram.ofCounts(now), Histogram.ofCounts(before), smoothing)
                .map(divergence ->
                        new PsiNumeric(edges.stream().map(BinEdge::value).toList(), before, now, divergence.psi()));
    }

    private static List<Long> counts(Column column, List<BinEdge> edges, boolean withMissing) {
        List<Long> counts = new ArrayList<>();
        Arrays.stream(column.countsBetween(edges)).forEach(counts::add);
        if (withMissing) {
            counts.add(column.missing());
        }
        return counts;
    }
}
