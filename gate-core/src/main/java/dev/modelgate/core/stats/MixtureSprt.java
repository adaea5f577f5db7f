package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * A test of a mean difference that may be looked at after every observation: the likelihood ratio mixed over a normal
 * prior of the true difference, with the confidence sequence dual to it.
 *
 * <p>Robbins (1970), Annals of Mathematical Statistics 41:1397; Johari, Koomen, Pekelis and Walsh (2022), Operations
 * Research 70:1806. With V the variance of one pair difference and tau^2 that of the prior,
 * {@code Lambda = sqrt(V / (V + n tau^2)) exp(n^2 tau^2 (d - d0)^2 / (2 V (V + n tau^2)))}. With an estimated V it
 * holds asymptotically.
 *
 * @param logLambda natural logarithm of the mixture likelihood ratio
 * @param pNow {@code min(1, 1 / Lambda)}; the always-valid p-value is its running minimum
 * @param radius half the width of the confidence sequence now, in the units of the difference
 * @param reject whether the hypothesised difference lies outside of it
 */
public record MixtureSprt(double logLambda, double pNow, double radius, boolean reject) {

    /**
     * What is looked at.
     *
     * @param difference observed mean difference
     * @param hypothesised the difference under the null
     * @param variance of one pair difference
     * @param n pairs so far
     */
    public record Look(double difference, double hypothesised, double variance, long n) {

        public Look {
            Require.finite("theta_hat", difference);
            Require.finite("theta0", hypothesised);
            Require.notNegative("var", variance);
            Require.count("n", n);
        }
    }

    /**
     * The test at one look. Empty without pairs or at variance 0, where no likelihood exists.
     *
     * @param priorVariance tau^2, above 0; the margin squared is a good choice
     * @param alpha two-sided error over all looks together, in (0, 1)
     */
    public static Optional<MixtureSprt> at(Look look, double priorVariance, double alpha) {
        Require.level("alpha", alpha);
        if (!(priorVariance > 0 && Double.isFinite(priorVariance))) {
            throw new IllegalArgumentException(
                    "tau2 is " + priorVariance + ", but the variance of the prior must be above 0");
        }
        return look.n() == 0 || look.variance() == 0
                ? Optional.empty()
                : Optional.of(computed(look, priorVariance, alpha));
    }

    private static MixtureSprt computed(Look look, double priorVariance, double alpha) {
        double v = look.variance();
        double n = look.n();
        double widened = v + n * priorVariance;
        double distance = Math.abs(look.difference() - look.hypothesised());
        double scaled = n * n * priorVariance / (v * widened);
        double logLambda = -Math.log1p(n * priorVariance / v) / 2 + scaled * distance * distance / 2;
        double radius = Math.sqrt((Math.log1p(n * priorVariance / v) - 2 * Math.log(alpha)) / scaled);
        return new MixtureSprt(logLambda, Math.min(1, Math.exp(-logLambda)), radius, distance >= radius);
    }
}
