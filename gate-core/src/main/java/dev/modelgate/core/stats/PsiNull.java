package dev.modelgate.core.stats;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How large a PSI chance alone produces: about {@code (1/n + 1/m)} times chi-squared with K - 1 degrees of freedom.
 *
 * <p>Yurdakul and Naranjo (2020), Journal of Risk Model Validation 14(4). The customary limits 0.1 and 0.25 ignore n:
 * with ten bins and 100 cases on each side, no drift at all exceeds 0.1 four times out of five.
 *
 * @param scale {@code 1/n + 1/m}
 * @param degreesOfFreedom K - 1, 0 or more
 */
public record PsiNull(double scale, int degreesOfFreedom) {

    public PsiNull {
        Require.count("df", degreesOfFreedom);
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale is " + scale + ", but 1/n + 1/m is above 0");
        }
    }

    /** The null of n reference and m current cases in {@code bins} bins. Empty where either side has no cases. */
    public static Optional<PsiNull> of(long reference, long current, int bins) {
        Require.count("n_ref", reference);
        Require.count("n_cur", current);
        Require.positive("bins", bins);
        return reference == 0 || current == 0
                ? Optional.empty()
                : Optional.of(new PsiNull(1.0 / reference + 1.0 / current, bins - 1));
    }

    /** The PSI that chance exceeds with probability alpha; 0 with a single bin. */
    public double critical(double alpha) {
        Require.level("alpha", alpha);
        return degreesOfFreedom == 0 ? 0 : scale * UpperQuantile.chiSquared(degreesOfFreedom, alpha);
    }

    /** {@code P(PSI > x)} without drift, in [0, 1]; a single bin never exceeds 0. */
    public double exceeding(double psi) {
        if (degreesOfFreedom == 0) {
            return psi > 0 ? 0 : 1;
        }
        return psi <= 0 ? 1 : ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(psi / scale);
    }
}
