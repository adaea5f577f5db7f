package dev.modelgate.eval.http;

import dev.modelgate.core.evidence.Usage;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.json.JsonShape;
import java.util.Optional;

/**
 * What chat and plain completions share.
 *
 * @param model the name under which the server knows it
 * @param parameters sent as they are: {@code temperature}, {@code max_tokens}, …
 * @param acceptsTruncated whether an answer that was cut at the length limit is the model's answer
 */
record OpenAi(String model, JsonObject parameters, boolean acceptsTruncated) {

    /** Begins a body; the caller adds what is asked. */
    JsonBuilder body() {
        JsonBuilder body = JsonBuilder.object().put("model", model);
        parameters.members().forEach(body::put);
        return body;
    }

    /** The one choice of an answer, finished of the model's own accord. */
    JsonObject choice(JsonObject answer) throws NoAnswerException {
        JsonObject choice = Fields.only(answer, "choices");
        if (JsonShape.optional(choice, "finish_reason").orElse(choice) instanceof JsonString reason
                && !isWhole(reason.text())) {
            throw new NoAnswerException(
                    "the answer ended for the reason '%s', but 'stop' is required".formatted(reason.text()));
        }
        return choice;
    }

    /** Tokens in and out, where the server counts them. */
    static Optional<Usage> usage(JsonObject answer) {
        return answer.member("usage")
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(usage -> tokens(usage, "prompt_tokens")
                        .flatMap(in -> tokens(usage, "completion_tokens").map(out -> new Usage(in, out))));
    }

    private boolean isWhole(String reason) {
        return reason.equals("stop") || (reason.equals("length") && acceptsTruncated);
    }

    private static Optional<Long> tokens(JsonObject usage, String key) {
        return usage.member(key)
                .filter(value ->
                        value instanceof JsonNumber number && number.literal().matches("\\d{1,18}"))
                .map(value -> Long.parseLong(((JsonNumber) value).literal()));
    }
}
