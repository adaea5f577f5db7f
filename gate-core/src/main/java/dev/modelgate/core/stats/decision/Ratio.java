package dev.modelgate.core.stats.decision;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.Sample;
import java.util.Optional;

/** Exact changes out of counts and differences. */
final class Ratio {

    /** How far the mean of doubles may lie from the exact one. */
    private static final double ROUNDING = 1e-9;

    private Ratio() {}

    static Optional<Fraction> of(long numerator, long denominator) {
        return denominator == 0 ? Optional.empty() : Optional.of(Fraction.of(numerator, denominator));
    }

    static Optional<Fraction> mean(Sample differences) {
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(Fraction.of(differences.sum()).times(Fraction.of(1, differences.size())));
    }

    /** Differences in [-1, 1] whose mean is the one stated. */
    static void requireDifferences(Sample differences, Optional<Fraction> delta) {
        for (int i = 0; i < differences.size(); i++) {
            if (Math.abs(differences.value(i)) > 1) {
                throw new IllegalArgumentException("difference " + (i + 1) + " is " + differences.value(i)
                        + ", but differences of scores in [0, 1] lie in [-1, 1]");
            }
        }
        if (delta.isPresent() == differences.isEmpty()) {
            throw new IllegalArgumentException("there are " + differences.size() + " differences and "
                    + (delta.isPresent() ? "a" : "no") + " change, but a change exists exactly where there are cases");
        }
        delta.ifPresent(exact -> requireMean(differences, exact));
    }

    private static void requireMean(Sample differences, Fraction exact) {
        if (Math.abs(exact.toDouble() - differences.mean()) > ROUNDING) {
            throw new IllegalArgumentException("the change is " + exact + ", but the mean of the differences is "
                    + differences.mean() + "; state the change of these cases");
        }
    }
}
