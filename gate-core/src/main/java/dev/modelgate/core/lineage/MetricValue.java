package dev.modelgate.core.lineage;

import java.math.BigDecimal;

/**
 * The last value of a metric. Trackers write values that are no numbers, and some write infinity as the largest
 * double; neither may ever be compared with a limit.
 */
public sealed interface MetricValue {

    /** A measured number, with the digits as written. */
    record Finite(BigDecimal value) implements MetricValue {}

    /**
     * Not a number, or infinite.
     *
     * @param written as the tracker wrote it: {@code NaN}, {@code 1.7976931348623157e+308}
     */
    record NotFinite(String written) implements MetricValue {}

    /** A number as the tracker wrote it; at the edge of the doubles it counts as infinite. */
    static MetricValue of(BigDecimal value) {
        return isFinite(value) ? new Finite(value) : new NotFinite(value.toString());
    }

    private static boolean isFinite(BigDecimal value) {
        double nearest = value.doubleValue();
        return Double.isFinite(nearest) && Math.abs(nearest) != Double.MAX_VALUE;
    }
}
