package dev.modelgate.core.policy;

import dev.modelgate.core.evidence.Fraction;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many points a bucket may lose and still hold: a fraction in [0, 1], {@code 0.02} for two points.
 * The bound is inclusive and exact.
 */
public record Tolerance(Fraction points) {

    /** Two points: what holds where nobody decided otherwise. */
    public static final Tolerance DEFAULT = new Tolerance(Fraction.of(2, 100));

    private static final Pattern FORM = Pattern.compile(
            "\\s*([+-]?(?:\\d{1,50}(?:\\.\\d{0,50})?|\\.\\d{1,50})(?:[eE][+-]?\\d{1,3})?)\\s*(pp|%)?\\s*");

    public Tolerance {
        if (points.signum() < 0 || points.compareTo(Fraction.ONE) > 0) {
            throw new IllegalArgumentException(
                    "the tolerance is %s, but it must lie in [0, 1]; 0.02, 2pp and 2%% are two points"
                            .formatted(points));
        }
    }

    /**
     * Reads {@code 0.02}, {@code 2pp} or {@code 2%}.
     *
     * @throws IllegalArgumentException for anything else, and outside [0, 1]
     */
    public static Tolerance parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "the tolerance is '%s', but a number is required, such as 0.02, 2pp or 2%%".formatted(text));
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        boolean inPoints = matcher.group(2) != null;
        return new Tolerance(Fraction.of(inPoints ? number.movePointLeft(2) : number));
    }

    /** The least accuracy that still holds against that baseline. */
    public Fraction floorFor(Fraction baseline) {
        return baseline.minus(points);
    }

    /** As a plain decimal: {@code 0.02}. */
    @Override
    public String toString() {
        return points.toString();
    }
}
