package dev.modelgate.eval.run;

import dev.modelgate.core.evidence.Usage;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.time.Duration;

/** The tokens that the answers took, where the runtime counts them. */
final class Consumed {

    private long answers;
    private long input;
    private long output;

    void add(Usage usage) {
        answers++;
        input += usage.inputTokens();
        output += usage.outputTokens();
    }

    boolean isKnown() {
        return answers > 0;
    }

    long answers() {
        return answers;
    }

    JsonObject cost(Prices prices, Duration busy, long all) {
        return prices.cost(input, output, busy, all);
    }

    JsonObject toJson() {
        return JsonBuilder.object()
                .put("input_tokens", input)
                .put("output_tokens", output)
                .put("n", answers)
                .build();
    }
}
