package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * Score intervals of a difference of independent proportions, by inverting the restricted score test.
 *
 * <p>Miettinen and Nurminen (1985), Statistics in Medicine 4:213, multiply the variance by N/(N-1), N = n1 + n2;
 * Mee (1984) and {@link FarringtonManning} do not, so that interval and that test agree.
 */
public enum MiettinenNurminen {
    /** With the factor N/(N-1). */
    BIAS_CORRECTED,
    /** Without it: the interval of Mee, which inverts the test of Farrington and Manning. */
    MEE;

    /**
     * The interval of candidate minus baseline, a share in [-1, 1]. Upper is 1 at a difference of 1 and lower -1 at
     * -1. Empty where either side has no trials.
     */
    public Optional<Estimate> interval(Proportion candidate, Proportion baseline, Confidence confidence) {
        if (candidate.isEmpty() || baseline.isEmpty()) {
            return Optional.empty();
        }
        double z = confidence.z();
        double delta = Difference.of(candidate, baseline);
        return Optional.of(
                Estimate.of(delta, -upper(baseline, candidate, -delta, z), upper(candidate, baseline, delta, z)));
    }

    private double upper(Proportion first, Proportion second, double delta, double z) {
        if (delta >= 1) {
            return 1;
        }
        double factor = factor((double) first.trials() + second.trials());
        return Root.ofFalling(
                at -> Standardised.of(delta - at, factor * new RestrictedLikelihood(first, second, at).variance()) + z,
                delta,
                1);
    }

    private double factor(double total) {
        return this == BIAS_CORRECTED ? total / (total - 1) : 1;
    }
}
