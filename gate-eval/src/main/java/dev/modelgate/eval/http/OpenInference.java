package dev.modelgate.eval.http;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.json.JsonReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * KServe's second protocol, also called Open Inference Protocol: {@code POST …/v2/models/MODEL/infer}, one request
 * at a time.
 *
 * @param input name of the input tensor
 * @param datatype {@code BYTES} sends the case's text; any other sends the case's list of numbers
 * @param output name of the output tensor; where absent, there must be one
 */
record OpenInference(String model, String input, String datatype, Optional<String> output) implements Protocol {

    @Override
    public String name() {
        return "kserve";
    }

    @Override
    public URI address(URI endpoint) {
        return Protocol.below(endpoint, "/v2/models/" + model + "/infer");
    }

    @Override
    public JsonValue body(Request request) {
        JsonArray data = datatype.equals("BYTES")
                ? JsonArray.of(List.of(JsonString.of(request.input())))
                : numbers(request.input());
        JsonArray shape = datatype.equals("BYTES")
                ? JsonArray.of(List.of(JsonNumber.of(1)))
                : JsonArray.of(
                        List.of(JsonNumber.of(1), JsonNumber.of(data.items().size())));
        JsonObject tensor = JsonBuilder.object()
                .put("name", input)
                .put("shape", shape)
                .put("datatype", datatype)
                .put("data", data)
                .build();
        return JsonBuilder.object()
                .put("id", request.id())
                .put("inputs", JsonArray.of(List.of(tensor)))
                .build();
    }

    @Override
    public Reading read(JsonValue body, Request request) throws NoAnswerException {
        JsonObject answer = Fields.answer(body);
        Optional<JsonValue> id = answer.member("id");
        if (id.isPresent()) {
            Fields.requireId(id.get(), request.id());
        }
        JsonValue data = tensor(answer).member("data").orElse(JsonString.of(""));
        if (!(data instanceof JsonArray array) || array.items().isEmpty()) {
            throw new NoAnswerException(
                    "the output's 'data' is %s, but a list of values is required".formatted(Fields.shown(data)));
        }
        return new Reading(
                array.items().size() == 1 ? Fields.text(array.items().get(0)) : Fields.text(array), Optional.empty());
    }

    private JsonObject tensor(JsonObject answer) throws NoAnswerException {
        if (output.isEmpty()) {
            return Fields.only(answer, "outputs");
        }
        JsonValue outputs = answer.member("outputs").orElse(answer);
        if (outputs instanceof JsonArray array) {
            for (JsonValue item : array.items()) {
                if (item instanceof JsonObject tensor
                        && tensor.member("name").equals(Optional.of(JsonString.of(output.get())))) {
                    return tensor;
                }
            }
        }
        throw new NoAnswerException(
                "'outputs' has no tensor '%s' (%s), but it is required".formatted(output.get(), Fields.shown(outputs)));
    }

    private JsonArray numbers(String text) {
        JsonValue value = JsonReader.read(text.getBytes(StandardCharsets.UTF_8), "the case's input");
        if (value instanceof JsonArray array && array.items().stream().allMatch(JsonNumber.class::isInstance)) {
            return array;
        }
        throw new IllegalArgumentException("the case's input is %s, but datatype %s takes a list of numbers"
                .formatted(Fields.shown(value), datatype));
    }
}
