package dev.modelgate.core.stats;

import java.util.Arrays;
import java.util.List;

/**
 * Positive measurements such as latencies, in the order taken. A time-out is positive infinity: order statistics
 * survive it as long as it stays above them.
 */
public final class PositiveSample {

    private final double[] inOrder;
    private final double[] ascending;

    private PositiveSample(double[] inOrder) {
        for (double value : inOrder) {
            if (!(value > 0)) {
                throw new IllegalArgumentException(
                        "a value is " + value + ", but every one must be above 0; enter time-outs as Infinity");
            }
        }
        this.inOrder = inOrder;
        this.ascending = inOrder.clone();
        Arrays.sort(ascending);
    }

    /**
     * A sample of these values; the array is copied.
     *
     * @throws IllegalArgumentException if a value is NaN, 0 or negative
     */
    public static PositiveSample of(double... values) {
        return new PositiveSample(values.clone());
    }

    public static PositiveSample of(List<Double> values) {
        return new PositiveSample(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public int size() {
        return inOrder.length;
    }

    /** The middle value, or the mean of both middle values; needs a value. */
    public double median() {
        return Type7Quantile.median(ascending);
    }

    /** The k-th smallest, k from 1. */
    double ranked(int k) {
        return ascending[k - 1];
    }

    boolean hasLogError() {
        return size() > 1 && Double.isFinite(median());
    }

    /** The standard error of the logarithm of the median, after Price and Bonett; infinite past a time-out. */
    double logError() {
        int n = size();
        int rank = Math.max(1, (int) Math.round(n / 2.0 - Math.sqrt(n)));
        double z = StandardNormal.upperQuantile(new HalfBinomial(n).atMost(rank - 1));
        return (Math.log(ranked(n - rank + 1)) - Math.log(ranked(rank))) / (2 * z);
    }

    /** Requests that were below the median of their arm in both arms. */
    int countBothBelowMedian(PositiveSample other) {
        if (size() == 0) {
            return 0;
        }
        int count = 0;
        for (int i = 0; i < size(); i++) {
            if (inOrder[i] < median() && other.inOrder[i] < other.median()) {
                count++;
            }
        }
        return count;
    }
}
