package dev.modelgate.core.stats.simulation;

import java.util.List;
import java.util.function.Predicate;

/** Counts what happened over runs. */
final class Tally {

    private static final List<Predicate<Run>> EVENTS = List.of(
            run -> !run.pointPasses(),
            Run::firstHolds,
            Run::anyFails,
            Run::firstFails,
            Run::firstProven,
            Run::gatePasses,
            Run::gateInconclusive,
            run -> run.gatePasses() && !run.firstProven());

    private final int[] counts = new int[EVENTS.size()];
    private int runs;

    void add(Run run) {
        runs++;
        for (int i = 0; i < counts.length; i++) {
            if (EVENTS.get(i).test(run)) {
                counts[i]++;
            }
        }
    }

    Rates rates() {
        return new Rates(runs, share(0), share(1), share(2), share(3), share(4), share(5), share(6), share(7));
    }

    private double share(int event) {
        return (double) counts[event] / runs;
    }
}
