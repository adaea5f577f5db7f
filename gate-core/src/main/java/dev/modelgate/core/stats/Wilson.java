package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * The score interval of a single proportion.
 *
 * <p>Wilson (1927), JASA 22:209: {@code (p + z^2/2n -/+ z sqrt(pq/n + z^2/4n^2)) / (1 + z^2/n)}.
 */
public final class Wilson {

    private Wilson() {}

    /**
     * The interval of a share, as a share in [0, 1].
     *
     * <p>Exactly 0 below at no success and exactly 1 above at no failure. Empty without trials.
     */
    public static Optional<Estimate> interval(Proportion proportion, Confidence confidence) {
        if (proportion.isEmpty()) {
            return Optional.empty();
        }
        double share = proportion.share();
        double z = confidence.z();
        return Optional.of(Estimate.of(share, lower(proportion, z), upper(proportion, z)));
    }

    /** From the product of both limits, {@code p^2 / (1 + z^2/n)}: no digits are lost near 0. */
    static double lower(Proportion proportion, double z) {
        double share = proportion.share();
        double perTrial = z * z / proportion.trials();
        return Math.min(share, share * share / ((1 + perTrial) * upper(proportion, z)));
    }

    static double upper(Proportion proportion, double z) {
        if (proportion.failures() == 0) {
            return 1;
        }
        double n = proportion.trials();
        double share = proportion.share();
        double notShare = proportion.failures() / n;
        double half = z * Math.sqrt(share * notShare / n + z * z / (4 * n * n));
        return Math.max(share, (share + z * z / (2 * n) + half) / (1 + z * z / n));
    }
}
