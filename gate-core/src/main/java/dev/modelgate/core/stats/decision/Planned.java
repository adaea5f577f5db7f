package dev.modelgate.core.stats.decision;

import dev.modelgate.core.evidence.Fraction;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a bucket of this size and spread can and cannot show, before or after a candidate ran.
 *
 * @param detectable the smallest drop that a harm test sees at the plan's power, at Holm's first step: alpha over the
 *     size of the family. Empty where not even a loss of everything would show
 * @param casesNeeded to show an unchanged candidate to be within the tolerance; empty where no number suffices
 */
public record Planned(OptionalDouble detectable, OptionalLong casesNeeded) {

    private static final Planned UNKNOWN = new Planned(OptionalDouble.empty(), OptionalLong.empty());

    /**
     * Planning for paired cases.
     *
     * @param cases at least 1
     * @param discordance the share of cases expected to change sides, above 0 and at most 1
     * @param family how many buckets are judged together, at least 1
     */
    public static Planned of(long cases, double discordance, Fraction tolerance, int family, TestPlan plan) {
        if (cases < 1 || family < 1) {
            throw new IllegalArgumentException("there are " + cases + " cases and " + family
                    + " buckets, but at least 1 of each is required to plan");
        }
        return of(Optional.of(Spread.independent(discordance, (double) cases)), tolerance, family, plan);
    }

    static Planned of(Optional<Spread> spread, Fraction tolerance, int family, TestPlan plan) {
        return spread.map(known -> new Planned(
                        known.detectable(plan.alpha() / Math.max(1, family), plan.power()),
                        known.needed(plan, tolerance.toDouble())))
                .orElse(UNKNOWN);
    }
}
