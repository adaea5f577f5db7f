package dev.modelgate.eval.http;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.port.ModelRuntime.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code POST …/chat/completions}, as OpenAI defines it and most servers of language models speak it. */
record ChatCompletions(OpenAi openAi, Optional<String> system) implements Protocol {

    @Override
    public String name() {
        return "openai-chat";
    }

    @Override
    public URI address(URI endpoint) {
        return Protocol.below(endpoint, "/chat/completions");
    }

    @Override
    public JsonValue body(Request request) {
        List<JsonObject> messages = new ArrayList<>();
        system.ifPresent(text -> messages.add(message("system", text)));
        messages.add(message("user", request.input()));
        return openAi.body().put("messages", JsonArray.of(messages)).build();
    }

    @Override
    public Reading read(JsonValue body, Request request) throws NoAnswerException {
        JsonObject answer = Fields.answer(body);
        JsonObject message = Fields.object(openAi.choice(answer), "message");
        return new Reading(Fields.text(message, "content"), OpenAi.usage(answer));
    }

    private static JsonObject message(String role, String content) {
        return JsonBuilder.object().put("role", role).put("content", content).build();
    }
}
