package dev.modelgate.core.stats;

/**
 * A true state of the world for paired cases: how often a case is won and how often lost.
 *
 * @param won probability that only the candidate is right
 * @param lost probability that only the baseline is right
 */
public record PairedTruth(double won, double lost) {

    public PairedTruth {
        Require.probability("p_b", won);
        Require.probability("p_c", lost);
        if (won + lost > 1 + 1e-12) {
            throw new IllegalArgumentException(
                    "p_b + p_c is " + (won + lost) + ", but together they must not exceed 1");
        }
    }

    /** No true difference at discordance psi. */
    public static PairedTruth unchanged(double psi) {
        return new PairedTruth(psi / 2, psi / 2);
    }

    /**
     * Two sides of given accuracy whose results correlate case by case.
     *
     * @param correlation of being right, case by case
     * @throws IllegalArgumentException if no two sides can have these accuracies and that correlation
     */
    public static PairedTruth correlated(double baseline, double candidate, double correlation) {
        Require.probability("baseline", baseline);
        Require.probability("candidate", candidate);
        double spread = Math.sqrt(baseline * (1 - baseline) * candidate * (1 - candidate));
        double bothRight = baseline * candidate + correlation * spread;
        if (!(bothRight <= Math.min(baseline, candidate) && bothRight >= Math.max(0, baseline + candidate - 1))) {
            throw new IllegalArgumentException("correlation is " + correlation + ", but accuracies " + baseline
                    + " and " + candidate + " do not allow it; use one nearer to 0");
        }
        return new PairedTruth(candidate - bothRight, baseline - bothRight);
    }

    public double discordance() {
        return Math.min(1, won + lost);
    }

    /** The true difference, candidate minus baseline. */
    public double delta() {
        return won - lost;
    }
}
