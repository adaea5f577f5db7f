package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Fraction;
import java.util.Locale;

/** Where a number should go. */
public enum Direction {
    HIGHER {
        @Override
        Limits limits(Fraction worst) {
            return Limits.atLeast(worst);
        }

        @Override
        Fraction worsened(Fraction value, Fraction by) {
            return value.minus(by);
        }
    },
    LOWER {
        @Override
        Limits limits(Fraction worst) {
            return Limits.atMost(worst);
        }

        @Override
        Fraction worsened(Fraction value, Fraction by) {
            return value.plus(by);
        }
    };

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What holds where {@code worst} is the worst that does. */
    abstract Limits limits(Fraction worst);

    /** {@code value}, worse {@code by} so much. */
    abstract Fraction worsened(Fraction value, Fraction by);
}
