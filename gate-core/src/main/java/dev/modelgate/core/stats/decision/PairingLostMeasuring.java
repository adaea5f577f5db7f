package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.FrechetBounds;
import dev.modelgate.core.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The same cases with only totals known: both extreme pairings must say the same, so the worse p-value counts. */
final class PairingLostMeasuring {

    private PairingLostMeasuring() {}

    /** Needs cases. */
    static Measured of(FrechetBounds bounds, double tolerance, TestPlan plan) {
        Measured fewest = PairedMeasuring.of(bounds.fewestDiscordant(), tolerance, plan);
        Measured most = PairedMeasuring.of(bounds.mostDiscordant(), tolerance, plan);
        Interval hull = fewest.interval().orElseThrow().hull(most.interval().orElseThrow());
        return new Measured(
                Method.FRECHET_TANGO_MCNEMAR,
                Optional.of(hull),
                fewest.nonInferior() && most.nonInferior(),
                worse(fewest.pNonInferior(), most.pNonInferior()),
                worse(fewest.pHarm(), most.pHarm()),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                fewest.nonInferior() == most.nonInferior()
                        ? List.of()
                        : List.of("whether this is shown depends on the lost pairing; supply results per case"));
    }

    private static OptionalDouble worse(OptionalDouble first, OptionalDouble second) {
        return OptionalDouble.of(Math.max(first.orElseThrow(), second.orElseThrow()));
    }
}
