package dev.modelgate.eval.http;

import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.port.ModelRuntime.Request;
import java.net.URI;

/** {@code POST …/completions}: a prompt goes on as text. */
record Completions(OpenAi openAi) implements Protocol {

    @Override
    public String name() {
        return "openai-completions";
    }

    @Override
    public URI address(URI endpoint) {
        return Protocol.below(endpoint, "/completions");
    }

    @Override
    public JsonValue body(Request request) {
        return openAi.body().put("prompt", request.input()).build();
    }

    @Override
    public Reading read(JsonValue body, Request request) throws NoAnswerException {
        JsonObject answer = Fields.answer(body);
        return new Reading(Fields.text(openAi.choice(answer), "text"), OpenAi.usage(answer));
    }
}
