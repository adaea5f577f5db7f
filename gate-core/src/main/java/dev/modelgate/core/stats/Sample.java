package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Finite numbers, one a case: usually paired differences, candidate minus baseline.
 *
 * <p>Each double stands for its shortest decimal, so that sums of scores such as 0.1 are exact and equal scores are
 * equal.
 */
public final class Sample {

    private static final double WHOLE_UP_TO = 1 << 20;

    private final double[] values;

    private Sample(double[] values) {
        this.values = values;
        for (double value : values) {
            Require.finite("a value", value);
        }
    }

    /**
     * A sample of these values; the array is copied.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public static Sample of(double... values) {
        return new Sample(values.clone());
    }

    public static Sample of(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The differences that paired counts stand for: b ones, c minus ones, zeros for all the rest. */
    public static Sample of(PairedCounts counts) {
        double[] values = new double[Require.intCount("n", counts.n())];
        int won = (int) counts.b();
        Arrays.fill(values, 0, won, 1);
        Arrays.fill(values, won, won + (int) counts.c(), -1);
        return new Sample(values);
    }

    /** Both samples, this one first. */
    public Sample plus(Sample other) {
        return new Sample(DoubleStream.concat(Arrays.stream(values), Arrays.stream(other.values))
                .toArray());
    }

    public int size() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    public double value(int index) {
        return values[index];
    }

    /** Whether no value differs from another: then no spread can be estimated. */
    public boolean allEqual() {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /** The exact decimal sum. */
    public BigDecimal sum() {
        if (Arrays.stream(values).allMatch(Sample::isSmallWhole)) {
            return BigDecimal.valueOf((long) Arrays.stream(values).sum());
        }
        return Arrays.stream(values).mapToObj(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The mean, rounded once; NaN if empty. */
    public double mean() {
        if (isEmpty()) {
            return Double.NaN;
        }
        return allEqual() ? values[0] : sum().doubleValue() / values.length;
    }

    /** The sum of squared deviations from the mean; exactly 0 if all are equal. */
    double squaredDeviations() {
        double mean = mean();
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }

    /** The mean of the squares, which plays the part of the discordance where scores are graded; NaN if empty. */
    public double meanSquare() {
        return Arrays.stream(values).map(value -> value * value).sum() / values.length;
    }

    private static boolean isSmallWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= WHOLE_UP_TO;
    }
}
