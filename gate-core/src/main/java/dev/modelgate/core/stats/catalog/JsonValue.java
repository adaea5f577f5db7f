package dev.modelgate.core.stats.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One value of a JSON-like tree and where it stands.
 *
 * @param place for messages
 * @param raw a map, list, string, boolean, decimal, or the empty optional for null
 */
record JsonValue(String place, Object raw) {

    /** Decimals with more digits than this would cost more memory than any question is worth. */
    private static final int MOST_DIGITS = 1000;

    static boolean isNull(Object raw) {
        return raw instanceof Optional<?> optional && optional.isEmpty();
    }

    private IllegalArgumentException unfit(String required) {
        String shown = isNull(raw) ? "null" : "'" + raw + "'";
        String shortened = shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
        return new IllegalArgumentException(place + " is " + shortened + ", but " + required + " is required");
    }

    /** A number, or a string that holds a decimal. */
    BigDecimal decimal() {
        BigDecimal decimal = parsed();
        if (decimal.precision() > MOST_DIGITS || Math.abs((long) decimal.scale()) > MOST_DIGITS) {
            throw unfit("a decimal of at most " + MOST_DIGITS + " digits");
        }
        return decimal;
    }

    private BigDecimal parsed() {
        if (raw instanceof BigDecimal decimal) {
            return decimal;
        }
        if (raw instanceof String text) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException notADecimal) {
                throw (IllegalArgumentException) unfit("a decimal number").initCause(notADecimal);
            }
        }
        throw unfit("a decimal number");
    }

    double number() {
        double number = decimal().doubleValue();
        if (!Double.isFinite(number)) {
            throw unfit("a finite number");
        }
        return number;
    }

    double measurement() {
        return "Infinity".equals(raw) ? Double.POSITIVE_INFINITY : number();
    }

    OptionalDouble optionalNumber() {
        return isNull(raw) ? OptionalDouble.empty() : OptionalDouble.of(number());
    }

    long count() {
        if (!(raw instanceof BigDecimal)) {
            throw unfit("a whole number");
        }
        try {
            return decimal().longValueExact();
        } catch (ArithmeticException notWhole) {
            throw (IllegalArgumentException) unfit("a whole number").initCause(notWhole);
        }
    }

    String text() {
        if (raw instanceof String text) {
            return text;
        }
        throw unfit("a string");
    }

    /** A name: a string as it stands, or a number or boolean as it is written. */
    String label() {
        if (raw instanceof String || raw instanceof BigDecimal || raw instanceof Boolean) {
            return raw.toString();
        }
        throw unfit("a label");
    }

    boolean flag() {
        if (raw instanceof Boolean flag) {
            return flag;
        }
        throw unfit("true or false");
    }

    Map<?, ?> object() {
        if (raw instanceof Map<?, ?> map) {
            return map;
        }
        throw unfit("an object");
    }

    List<JsonValue> items() {
        if (!(raw instanceof List<?> list)) {
            throw unfit("a list");
        }
        List<JsonValue> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            items.add(new JsonValue(place + "[" + i + "]", list.get(i)));
        }
        return items;
    }
}
