package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the test of one bucket says, before the family of buckets is looked at.
 *
 * @param method that served
 * @param interval of candidate minus baseline, at 1 - 2 alpha
 * @param nonInferior whether shown to be within the tolerance
 * @param pNonInferior its p-value; the bootstrap has none
 * @param pHarm of the data if the candidate were no worse; empty where harm cannot be tested
 * @param clusters G, where clustered
 * @param designEffect where clustered and defined
 * @param notes for the reader, why something was not or differently tested
 */
record Measured(
        Method method,
        Optional<Interval> interval,
        boolean nonInferior,
        OptionalDouble pNonInferior,
        OptionalDouble pHarm,
        OptionalInt clusters,
        OptionalDouble designEffect,
        List<String> notes) {

    Measured {
        notes = List.copyOf(notes);
    }

    /** Nothing could be tested, for this reason. */
    static Measured untested(String reason) {
        return new Measured(
                Method.NONE,
                Optional.empty(),
                false,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                List.of(reason));
    }

    /** Both nulls tested, by p-values. */
    static Measured tested(Method method, Interval interval, double pNonInferior, double pHarm, double alpha) {
        return new Measured(
                method,
                Optional.of(interval),
                pNonInferior <= alpha,
                OptionalDouble.of(pNonInferior),
                OptionalDouble.of(pHarm),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    Measured withoutHarm() {
        return new Measured(
                method, interval, nonInferior, pNonInferior, OptionalDouble.empty(), clusters, designEffect, notes);
    }

    /** The same, except that non-inferiority does not count as shown. */
    Measured unproven(String reason) {
        return new Measured(method, interval, false, pNonInferior, pHarm, clusters, designEffect, List.of(reason));
    }

    Measured inClusters(int number, OptionalDouble effect) {
        return new Measured(method, interval, nonInferior, pNonInferior, pHarm, OptionalInt.of(number), effect, notes);
    }
}
