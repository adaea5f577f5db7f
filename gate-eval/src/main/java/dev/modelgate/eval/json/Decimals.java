package dev.modelgate.eval.json;

import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.Place;
import java.math.BigDecimal;
import java.time.Duration;

/** Decimals as a report shows them: no exponent, no zeros at the end. */
public final class Decimals {

    private static final int NANOS_PER_MILLI_DIGITS = 6;

    private Decimals() {}

    public static JsonNumber plain(BigDecimal value) {
        return new JsonNumber(value.stripTrailingZeros().toPlainString(), Place.NONE);
    }

    public static JsonNumber millis(Duration duration) {
        return plain(BigDecimal.valueOf(duration.toNanos(), NANOS_PER_MILLI_DIGITS));
    }
}
