package dev.modelgate.core.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The binomial with success probability one half: how discordant cases split when neither side is better.
 *
 * <p>Relative accuracy is kept in the tails, where the p-values that decide live. Above a million trials the
 * incomplete beta function loses digits, so the tail is summed from its largest term instead; the terms fall off
 * within some multiples of the square root of the trials.
 */
final class HalfBinomial {

    private static final int TRUST_BETA_UP_TO = 1_000_000;

    private final int trials;

    HalfBinomial(long trials) {
        this.trials = Require.intCount("b + c", trials);
    }

    /** {@code P(X = k)}. */
    double probability(long k) {
        return binomial().probability((int) k);
    }

    /** {@code ln P(X = k)}, finite also where the probability itself underflows. */
    double logProbability(long k) {
        return binomial().logProbability((int) k);
    }

    /** {@code P(X >= k)}. */
    double atLeast(long k) {
        if (k <= 0) {
            return 1;
        }
        if (k > trials) {
            return 0;
        }
        if (trials <= TRUST_BETA_UP_TO) {
            return BetaDistribution.of((double) k, trials - k + 1.0).cumulativeProbability(0.5);
        }
        return 2 * k > trials ? summedFrom(k) : 1 - summedFrom(trials - k + 1);
    }

    /** {@code P(X <= k)}; the distribution is its own mirror image. */
    double atMost(long k) {
        return atLeast(trials - k);
    }

    /** {@code P(X >= k)} for k above the middle: P(X = k) times a sum of falling ratios. */
    private double summedFrom(long k) {
        double term = 1;
        double sum = 0;
        for (long i = k; i <= trials && term > sum * 1e-18; i++) {
            sum += term;
            term *= (double) (trials - i) / (i + 1);
        }
        return probability(k) * sum;
    }

    private BinomialDistribution binomial() {
        return BinomialDistribution.of(trials, 0.5);
    }
}
