package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * The score test of non-inferiority between two independent groups.
 *
 * <p>Farrington and Manning (1990), Statistics in Medicine 9:1447: z = (p1 - p2 + margin) / sqrt(v), with v at the
 * restricted maximum-likelihood estimates under p1 - p2 = -margin.
 */
public final class FarringtonManning {

    private FarringtonManning() {}

    /**
     * Tests that the candidate is worse by at least {@code margin} (a share in [0, 1]); {@code pUpper} small means
     * non-inferior. {@code pLower} at margin 0 is the p-value of harm.
     *
     * <p>0/0 gives z = 0 and p = 0.5. Empty where either side has no trials.
     */
    public static Optional<ScoreTest> test(Proportion candidate, Proportion baseline, double margin) {
        Require.probability("margin", margin);
        if (candidate.isEmpty() || baseline.isEmpty()) {
            return Optional.empty();
        }
        double variance = new RestrictedLikelihood(candidate, baseline, -margin).variance();
        return Optional.of(ScoreTest.of(Difference.beyond(candidate, baseline, -margin), variance));
    }
}
