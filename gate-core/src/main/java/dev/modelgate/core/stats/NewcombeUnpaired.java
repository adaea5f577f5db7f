package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * The interval of a difference of two independent proportions: the two Wilson intervals, squared and added.
 *
 * <p>Newcombe (1998), Statistics in Medicine 17:873, method 10.
 */
public final class NewcombeUnpaired {

    private NewcombeUnpaired() {}

    /**
     * {@code delta - sqrt((p1-l1)^2 + (u2-p2)^2)} to {@code delta + sqrt((u1-p1)^2 + (p2-l2)^2)}, candidate minus
     * baseline as a difference of shares in [-1, 1]. Empty where either side has no trials.
     */
    public static Optional<Estimate> interval(Proportion candidate, Proportion baseline, Confidence confidence) {
        if (candidate.isEmpty() || baseline.isEmpty()) {
            return Optional.empty();
        }
        double z = confidence.z();
        double delta = Difference.of(candidate, baseline);
        double down = Math.hypot(below(candidate, z), above(baseline, z));
        double up = Math.hypot(above(candidate, z), below(baseline, z));
        return Optional.of(Estimate.of(delta, delta - down, delta + up));
    }

    private static double below(Proportion proportion, double z) {
        return proportion.share() - Wilson.lower(proportion, z);
    }

    private static double above(Proportion proportion, double z) {
        return Wilson.upper(proportion, z) - proportion.share();
    }
}
