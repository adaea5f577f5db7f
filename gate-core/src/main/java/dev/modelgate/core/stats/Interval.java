package dev.modelgate.core.stats;

/**
 * A closed interval. Either end may be infinite; neither may be NaN.
 *
 * @param lower at most {@code upper}
 * @param upper at least {@code lower}
 */
public record Interval(double lower, double upper) {

    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "interval is [" + lower + ", " + upper + "], but its lower end must not be above its upper end");
        }
    }

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    public double width() {
        return upper - lower;
    }

    /** The interval of the opposite difference: both ends negated and exchanged. */
    public Interval negated() {
        return new Interval(-upper, -lower);
    }

    /** The smallest interval that contains both. */
    public Interval hull(Interval other) {
        return new Interval(Math.min(lower, other.lower), Math.max(upper, other.upper));
    }
}
