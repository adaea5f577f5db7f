package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.stats.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers for people: short, and never such that the text contradicts the verdict beside it
 * ({@code 0.3499, but 0.35}, not {@code 0.35, but 0.35}).
 */
public final class Figures {

    private static final int DECIMALS = 4;
    private static final int MOST_DECIMALS = 12;
    private static final Fraction HUNDRED = Fraction.of(100, 1);

    private Figures() {}

    /** What was found, rounded down, beside a floor that it misses. */
    public static String found(Fraction found, Fraction floor) {
        return text(found, RoundingMode.FLOOR, decimals(found, floor, DECIMALS));
    }

    /** The floor, rounded up. */
    public static String floor(Fraction found, Fraction floor) {
        return text(floor, RoundingMode.CEILING, decimals(found, floor, DECIMALS));
    }

    /** What was found in percent, rounded down, beside a floor that it misses. */
    static String foundPercent(Fraction found, Fraction floor) {
        Fraction percent = found.times(HUNDRED);
        return text(percent, RoundingMode.FLOOR, decimals(percent, floor.times(HUNDRED), 2)) + " %";
    }

    /** The floor in percent, rounded up. */
    static String floorPercent(Fraction found, Fraction floor) {
        Fraction percent = floor.times(HUNDRED);
        return text(percent, RoundingMode.CEILING, decimals(found.times(HUNDRED), percent, 2)) + " %";
    }

    /** A number on its own. */
    public static String plain(Fraction value) {
        return text(value, RoundingMode.HALF_EVEN, DECIMALS);
    }

    /** A change in points, with its sign: {@code -4.17 pp}. A change is never rounded to none. */
    public static String points(Fraction delta) {
        return sign(delta) + text(delta.times(HUNDRED), RoundingMode.UP, 2) + " pp";
    }

    /** The same without its unit and with both decimals, for a column. */
    public static String change(Fraction delta) {
        return sign(delta) + delta.times(HUNDRED).rounded(2, RoundingMode.UP).toPlainString();
    }

    private static String sign(Fraction delta) {
        return delta.signum() > 0 ? "+" : "";
    }

    /** A share in percent with so many decimals, without its unit; only what is whole is shown as 100. */
    public static String percent(Fraction share, int decimals) {
        BigDecimal nearest = share.times(HUNDRED).rounded(decimals, RoundingMode.HALF_EVEN);
        boolean hidesALoss = nearest.compareTo(BigDecimal.valueOf(100)) >= 0 && share.compareTo(Fraction.ONE) < 0;
        return (hidesALoss ? share.times(HUNDRED).rounded(decimals, RoundingMode.DOWN) : nearest).toPlainString();
    }

    /** An interval of a change, in points: {@code [-8.2, +1.6]}. */
    public static String interval(Interval interval) {
        return "[" + signed(interval.lower()) + ", " + signed(interval.upper()) + "]";
    }

    /** A share as points with one decimal. */
    public static String magnitude(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** A probability in percent: {@code 31 %}, {@code 0.4 %}, {@code less than 0.1 %}. */
    public static String chance(double probability) {
        if (probability < 0.001) {
            return "less than 0.1 %";
        }
        if (probability > 0.99) {
            return "more than 99 %";
        }
        return BigDecimal.valueOf(100 * probability)
                        .setScale(probability < 0.1 ? 1 : 0, RoundingMode.HALF_UP)
                        .toPlainString()
                + " %"; // a format would load the locales, which takes longer than the comparison
    }

    /** A p-value: {@code 0.023}, {@code below 0.001}. */
    public static String pValue(double p) {
        return p < 0.001 ? "below 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    /** A tolerance in words: {@code 2 points}, {@code 1 point}. */
    public static String tolerance(Tolerance tolerance) {
        String points = text(tolerance.points().times(HUNDRED), RoundingMode.HALF_EVEN, MOST_DECIMALS);
        return points + (points.equals("1") ? " point" : " points");
    }

    /** A count with its thousands apart: {@code 1,200}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String signed(double share) {
        double rounded = Math.rint(1000 * share) / 10;
        return rounded == 0 ? "0.0" : String.format(Locale.ROOT, "%+.1f", rounded);
    }

    private static int decimals(Fraction found, Fraction floor, int least) {
        int decimals = least;
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
