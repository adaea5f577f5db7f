package dev.modelgate.registry.diff;

import dev.modelgate.registry.diff.TensorDifference.Measured;
import java.util.OptionalDouble;

/** Gathers differences one element at a time; the sum is compensated (Neumaier), so its order hardly matters. */
final class DifferenceSum {

    private long elements;
    private long differing;
    private long finite;
    private long notFiniteBefore;
    private long notFiniteAfter;
    private double largest;
    private double sum;
    private double compensation;

    void add(double before, double after) {
        double distance = Math.abs(before - after);
        boolean bothFinite = Double.isFinite(before) && Double.isFinite(after);
        if (bothFinite) {
            addDistance(distance);
        } else {
            addNotFinite(before, after);
        }
    }

    /** An element that is finite on both sides. */
    void addDistance(double distance) {
        elements++;
        finite++;
        if (distance > 0) {
            differing++;
            largest = Math.max(largest, distance);
            accumulate(distance);
        }
    }

    private void addNotFinite(double before, double after) {
        elements++;
        notFiniteBefore += Double.isFinite(before) ? 0 : 1;
        notFiniteAfter += Double.isFinite(after) ? 0 : 1;
        if (Double.compare(before, after) != 0) {
            differing++;
        }
    }

    private void accumulate(double distance) {
        double next = sum + distance;
        compensation += sum >= distance ? (sum - next) + distance : (distance - next) + sum;
        sum = next;
    }

    Measured measured() {
        return new Measured(
                elements,
                differing,
                whereFinite(largest),
                whereFinite(total() / finite),
                notFiniteBefore,
                notFiniteAfter);
    }

    /** Where the sum has left the range of a double, its compensation says nothing. */
    private double total() {
        return Double.isInfinite(sum) ? sum : sum + compensation;
    }

    private OptionalDouble whereFinite(double value) {
        return finite == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
