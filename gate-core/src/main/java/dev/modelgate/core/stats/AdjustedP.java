package dev.modelgate.core.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A family of p-values in ascending order. Members without a p-value (buckets that cannot be tested) do not count
 * towards the size of the family and stay empty.
 */
final class AdjustedP {

    private final List<OptionalDouble> raw;
    private final List<Integer> ascending;

    AdjustedP(List<OptionalDouble> raw) {
        this.raw = List.copyOf(raw);
        this.raw.forEach(p -> p.ifPresent(value -> Require.probability("p", value)));
        this.ascending = IntStream.range(0, raw.size())
                .filter(i -> raw.get(i).isPresent())
                .boxed()
                .sorted(Comparator.comparingDouble(this::value))
                .toList();
    }

    /** How many members can be tested: m. */
    int size() {
        return ascending.size();
    }

    /** The p-value of the given rank, 0 being the smallest. */
    double ranked(int rank) {
        return value(ascending.get(rank));
    }

    /** Puts adjusted values, given by rank, back where their members stood. */
    List<OptionalDouble> inOriginalOrder(double[] adjusted) {
        List<OptionalDouble> result = new ArrayList<>(Collections.nCopies(raw.size(), OptionalDouble.empty()));
        for (int rank = 0; rank < adjusted.length; rank++) {
            result.set(ascending.get(rank), OptionalDouble.of(adjusted[rank]));
        }
        return Collections.unmodifiableList(result);
    }

    private double value(int index) {
        return raw.get(index).orElseThrow();
    }
}
