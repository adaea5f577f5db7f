package dev.modelgate.core.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A numeric feature: its present values in ascending order, and how many were missing. */
public final class Column {

    private final double[] ascending;
    private final long missing;

    private Column(double[] ascending, long missing) {
        this.ascending = ascending;
        this.missing = missing;
    }

    /**
     * A column; empty entries are missing values.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public static Column of(List<OptionalDouble> values) {
        double[] present = values.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(value -> Require.finite("a value", value.getAsDouble()))
                .sorted()
                .toArray();
        return new Column(present, values.size() - present.length);
    }

    /** A column without missing values. */
    public static Column of(double... values) {
        return of(Arrays.stream(values).mapToObj(OptionalDouble::of).toList());
    }

    public long missing() {
        return missing;
    }

    /** All cases, missing ones included. */
    public long size() {
        return ascending.length + missing;
    }

    boolean hasValues() {
        return ascending.length > 0;
    }

    /** The distinct quantiles at i/bins, i from 1 to bins - 1. */
    List<BinEdge> edges(int bins) {
        List<BinEdge> all = new ArrayList<>();
        for (int i = 1; i < bins; i++) {
            BinEdge edge = BinEdge.quantile(ascending, i, bins);
            if (all.isEmpty() || all.get(all.size() - 1).compareTo(edge) < 0) {
                all.add(edge);
            }
        }
        return all;
    }

    /** How many values fall into each bin: right-closed, the first and last open-ended. */
    long[] countsBetween(List<BinEdge> edges) {
        long[] counts = new long[edges.size() + 1];
        int bin = 0;
        for (double value : ascending) {
            while (bin < edges.size() && !edges.get(bin).covers(value)) {
                bin++;
            }
            counts[bin]++;
        }
        return counts;
    }
}
