package dev.modelgate.eval.run;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/**
 * What answers cost, in US dollars.
 *
 * @param perMillionInput tokens read
 * @param perMillionOutput tokens written
 * @param perHour of the machine, while it answers
 */
public record Prices(BigDecimal perMillionInput, BigDecimal perMillionOutput, BigDecimal perHour) {

    private static final BigDecimal NANOS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toNanos());
    private static final MathContext DIGITS = new MathContext(9);

    public Prices {
        if (perMillionInput.signum() + perMillionOutput.signum() + perHour.signum() == 0) {
            throw new IllegalArgumentException(
                    "every price is 0, but a cost needs one; add 'usd_per_million' or 'usd_per_hour'");
        }
    }

    boolean needTokens() {
        return perMillionInput.signum() + perMillionOutput.signum() > 0;
    }

    /** @param answers at least 1 */
    JsonObject cost(long input, long output, Duration busy, long answers) {
        BigDecimal tokens = perMillionInput
                .multiply(BigDecimal.valueOf(input))
                .add(perMillionOutput.multiply(BigDecimal.valueOf(output)))
                .movePointLeft(6);
        BigDecimal machine =
                perHour.multiply(BigDecimal.valueOf(busy.toNanos())).divide(NANOS_PER_HOUR, DIGITS);
        BigDecimal perThousand = tokens.add(machine).movePointRight(3).divide(BigDecimal.valueOf(answers), DIGITS);
        return JsonBuilder.object()
                .put("usd_per_1k", Decimals.plain(perThousand))
                .put("n", answers)
                .build();
    }
}
