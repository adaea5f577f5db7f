package dev.modelgate.core.stats.simulation;

import dev.modelgate.core.stats.Holm;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.PointRule;
import dev.modelgate.core.stats.Tango;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * The point rule and the evidence rule side by side, over many runs of one scenario.
 *
 * <p>The evidence rule is that of {@link dev.modelgate.core.stats.decision.Gate}, without the pooled harm test as a
 * member of the family. The few distinct counts that occur are tested once each, so that 20,000 runs take seconds.
 */
public final class GateSimulation {

    private final Scenario scenario;
    private final BigDecimal tolerance;
    private final PairedSampler first;
    private final PairedSampler others;
    private final Map<PairedCounts, Outcome> known = new HashMap<>();

    /** What the tests say of some counts. */
    private record Outcome(boolean holds, double pHarm, boolean proven) {}

    public GateSimulation(Scenario scenario) {
        this.scenario = scenario;
        this.tolerance = BigDecimal.valueOf(scenario.tolerance().toDouble());
        this.first = new PairedSampler(scenario.first(), scenario.cases());
        this.others = new PairedSampler(scenario.others(), scenario.cases());
    }

    /** Draws one run: the first bucket, then the others. */
    List<PairedCounts> draw(SplittableRandom random) {
        List<PairedCounts> run = new ArrayList<>();
        run.add(first.draw(random));
        while (run.size() < scenario.buckets()) {
            run.add(others.draw(random));
        }
        return run;
    }

    /** The rates over so many runs; the same generator state gives the same rates. */
    public Rates rates(int runs, SplittableRandom random) {
        Tally tally = new Tally();
        for (int i = 0; i < runs; i++) {
            tally.add(judged(draw(random)));
        }
        return tally.rates();
    }

    /** Judges one run by both rules. */
    Run judged(List<PairedCounts> run) {
        List<Outcome> outcomes = run.stream().map(this::outcome).toList();
        List<OptionalDouble> adjusted = Holm.adjust(outcomes.stream()
                .map(outcome -> OptionalDouble.of(outcome.pHarm()))
                .toList());
        boolean anyFails = false;
        for (int i = 0; i < run.size(); i++) {
            anyFails |= fails(outcomes.get(i), adjusted.get(i));
        }
        return new Run(
                outcomes.stream().allMatch(Outcome::holds),
                outcomes.get(0).holds(),
                anyFails,
                fails(outcomes.get(0), adjusted.get(0)),
                outcomes.get(0).proven(),
                isProven(run.stream().reduce(PairedCounts::plus).orElseThrow()));
    }

    private boolean fails(Outcome outcome, OptionalDouble adjusted) {
        return !outcome.holds() && adjusted.orElseThrow() <= scenario.alpha();
    }

    private Outcome outcome(PairedCounts counts) {
        return known.computeIfAbsent(
                counts, key -> new Outcome(PointRule.holds(key, tolerance), McNemar.MID_P.harm(key), isProven(key)));
    }

    private boolean isProven(PairedCounts counts) {
        return Tango.test(counts, -tolerance.doubleValue()).orElseThrow().pUpper() <= scenario.alpha();
    }
}
