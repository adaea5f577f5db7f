package dev.modelgate.core.stats;

/**
 * A point estimate with its confidence interval, both in the units of the data.
 *
 * @param value the estimate
 * @param interval the interval at the level asked for
 */
public record Estimate(double value, Interval interval) {

    static Estimate of(double value, double lower, double upper) {
        return new Estimate(value, new Interval(lower, upper));
    }

    public double lower() {
        return interval.lower();
    }

    public double upper() {
        return interval.upper();
    }
}
