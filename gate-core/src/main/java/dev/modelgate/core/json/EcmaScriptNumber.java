package dev.modelgate.core.json;

import dev.modelgate.core.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number as ECMAScript's {@code Number::toString} writes it, which RFC 8785 section 3.2.2.3 makes normative.
 *
 * <p>The digits are the fewest that read back as the same double, and of those the closest to it. The JDK's own
 * {@code Double.toString} prints more digits than needed before release 19, so it cannot serve here.
 */
final class EcmaScriptNumber {

    private static final BigDecimal LARGEST_EXACT = BigDecimal.valueOf((1L << 53) - 1);

    private EcmaScriptNumber() {}

    static String text(JsonNumber number) {
        if (number.isInteger() && number.decimal().abs().compareTo(LARGEST_EXACT) > 0) {
            throw new UncanonicalJsonException(
                    number.place(),
                    "the integer %s is beyond ±(2^53 - 1), where doubles skip integers; write it as a string"
                            .formatted(number.literal()));
        }
        double value = Double.parseDouble(number.literal());
        if (Double.isInfinite(value)) {
            throw new UncanonicalJsonException(
                    number.place(),
                    "the number %s is beyond the range of a double; write it as a string".formatted(number.literal()));
        }
        return text(value);
    }

    static String text(double value) {
        if (value == 0) {
            return "0"; // also for -0
        }
        String sign = value < 0 ? "-" : "";
        return sign + layOut(shortest(Math.abs(value)));
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < 17; precision++) {
            BigDecimal down = exact.round(new MathContext(precision, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(precision, RoundingMode.UP));
            boolean downReads = down.doubleValue() == value;
            boolean upReads = up.doubleValue() == value;
            if (downReads && upReads) {
                return closer(exact, down, up);
            }
            if (downReads || upReads) {
                return downReads ? down : up;
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal closer(BigDecimal exact, BigDecimal down, BigDecimal up) {
        int order = exact.subtract(down).compareTo(up.subtract(exact));
        if (order != 0) {
            return order < 0 ? down : up;
        }
        return down.unscaledValue().testBit(0) ? up : down;
    }

    /** Places the decimal point by the rules of ECMA-262, Number::toString, steps 6 to 10. */
    private static String layOut(BigDecimal shortest) {
        BigDecimal stripped = shortest.stripTrailingZeros();
        String digits = stripped.unscaledValue().toString();
        int count = digits.length();
        int point = count - stripped.scale();
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
