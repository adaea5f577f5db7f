package dev.modelgate.core.stats;

import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact bound of a proportion, which never covers less often than it says.
 *
 * <p>Clopper and Pearson (1934), Biometrika 26:404.
 */
public final class ClopperPearson {

    private ClopperPearson() {}

    /**
     * The one-sided upper bound: the share at which {@code P(X <= x) = alpha}; {@code 1 - alpha^(1/n)} at x = 0 and
     * 1 at x = n. Empty at n = 0.
     *
     * @param alpha one-sided, in (0, 1)
     */
    public static Optional<Double> upper(Proportion proportion, double alpha) {
        Require.level("alpha", alpha);
        if (proportion.isEmpty()) {
            return Optional.empty();
        }
        if (proportion.failures() == 0) {
            return Optional.of(1.0);
        }
        if (proportion.successes() == 0) {
            return Optional.of(-Math.expm1(Math.log(alpha) / proportion.trials()));
        }
        BetaDistribution beta = BetaDistribution.of(proportion.successes() + 1.0, (double) proportion.failures());
        return Optional.of(Root.ofFalling(share -> beta.survivalProbability(share) - alpha, proportion.share(), 1));
    }
}
