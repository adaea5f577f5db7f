package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Fraction;
import java.math.RoundingMode;

/**
 * Exact numbers for people: short, and never such that the text contradicts the verdict beside it
 * ({@code 0.3499, but 0.35}, not {@code 0.35, but 0.35}).
 */
final class Figures {

    private static final int DECIMALS = 4;
    private static final int MOST_DECIMALS = 12;

    private Figures() {}

    /** What was found, rounded down, beside a floor that it misses. */
    static String found(Fraction found, Fraction floor) {
        return text(found, RoundingMode.FLOOR, decimals(found, floor));
    }

    /** The floor, rounded up. */
    static String floor(Fraction found, Fraction floor) {
        return text(floor, RoundingMode.CEILING, decimals(found, floor));
    }

    /** A number on its own. */
    static String plain(Fraction value) {
        return text(value, RoundingMode.HALF_EVEN, DECIMALS);
    }

    /** A change in points, with its sign: {@code -4.17 pp}. A change is never rounded to none. */
    static String points(Fraction delta) {
        String text = text(delta.times(Fraction.of(100, 1)), RoundingMode.UP, 2);
        return (delta.signum() > 0 ? "+" : "") + text + " pp";
    }

    private static int decimals(Fraction found, Fraction floor) {
        int decimals = DECIMALS;
        while (decimals < MOST_DECIMALS && sameText(found, floor, decimals)) {
            decimals++;
        }
        return decimals;
    }

    private static boolean sameText(Fraction found, Fraction floor, int decimals) {
        return text(found, RoundingMode.FLOOR, decimals).equals(text(floor, RoundingMode.CEILING, decimals));
    }

    private static String text(Fraction value, RoundingMode mode, int decimals) {
        return value.rounded(decimals, mode).stripTrailingZeros().toPlainString();
    }
}
