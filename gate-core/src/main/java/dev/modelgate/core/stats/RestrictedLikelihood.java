package dev.modelgate.core.stats;

/**
 * The variance of a difference of independent proportions, estimated under a hypothetical difference: the most
 * likely pair with {@code p1 - p2 = difference}.
 *
 * <p>The likelihood's slope falls steadily in p2, so its zero is found by bracketing; the closed-form cubic loses
 * half of the digits near the edges.
 */
final class RestrictedLikelihood {

    private final Proportion candidate;
    private final Proportion baseline;
    private final double difference;

    RestrictedLikelihood(Proportion candidate, Proportion baseline, double difference) {
        this.candidate = candidate;
        this.baseline = baseline;
        this.difference = difference;
    }

    /** {@code p1 q1 / n1 + p2 q2 / n2} at the restricted estimates. */
    double variance() {
        double p2 = baselineShare();
        double p1 = Math.min(1, Math.max(0, p2 + difference));
        return p1 * (1 - p1) / candidate.trials() + p2 * (1 - p2) / baseline.trials();
    }

    private double baselineShare() {
        double low = Math.max(0, -difference);
        double high = Math.min(1, 1 - difference);
        return low < high ? Root.ofFalling(this::slope, low, high) : low;
    }

    private double slope(double p2) {
        double p1 = p2 + difference;
        return share(candidate.successes(), p1)
                - share(candidate.failures(), 1 - p1)
                + share(baseline.successes(), p2)
                - share(baseline.failures(), 1 - p2);
    }

    /** Where nothing was counted nothing pulls, also not at probability 0. */
    private static double share(long count, double probability) {
        return count == 0 ? 0 : count / Math.max(0, probability);
    }
}
