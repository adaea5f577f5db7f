package dev.modelgate.eval.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.json.JsonReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Any other JSON over HTTP: a body with places for the case, and paths to what comes back.
 *
 * @param template sent with {@code {{input}}} and {@code {{id}}} replaced inside its strings; a string that is
 *     {@code {{input_json}}} becomes the input as JSON
 * @param output where the answer stands
 * @param id where the answer says whom it answers, where it does
 * @param error where the answer says what went wrong; something there means no answer
 */
record JsonTemplate(JsonValue template, JsonPath output, Optional<JsonPath> id, JsonPath error) implements Protocol {

    private static final Configuration COLLECTIONS = Configuration.builder()
            .jsonProvider(new JacksonJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    /** @throws IllegalArgumentException where it is no JSONPath to one value */
    static JsonPath path(String text) {
        JsonPath path;
        try {
            path = JsonPath.compile(text);
        } catch (JsonPathException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (!path.isDefinite()) {
            throw new IllegalArgumentException("it may match several values");
        }
        return path;
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public URI address(URI endpoint) {
        return endpoint;
    }

    @Override
    public JsonValue body(Request request) {
        return filled(template, request);
    }

    @Override
    public Reading read(JsonValue body, Request request) throws NoAnswerException {
        Optional<JsonValue> wrong = at(error, body).filter(JsonTemplate::saysSomething);
        if (wrong.isPresent()) {
            throw new NoAnswerException("the answer is an error (%s at %s), but an answer is required"
                    .formatted(Fields.shown(wrong.get()), error.getPath()));
        }
        if (id.isPresent()) {
            Fields.requireId(required(id.get(), body), request.id());
        }
        return new Reading(Fields.text(required(output, body)), Optional.empty());
    }

    private static JsonValue required(JsonPath path, JsonValue body) throws NoAnswerException {
        return at(path, body)
                .orElseThrow(
                        () -> new NoAnswerException("nothing stands at %s in the answer %s, but a value is required"
                                .formatted(path.getPath(), Fields.shown(body))));
    }

    private static Optional<JsonValue> at(JsonPath path, JsonValue body) {
        Object found = path.read(Walkable.of(body), COLLECTIONS);
        return Optional.ofNullable(found).map(Walkable::value).filter(value -> !(value instanceof JsonNull));
    }

    /** Many services send an empty error with every answer. */
    private static boolean saysSomething(JsonValue error) {
        String text = Fields.text(error);
        return !(text.isEmpty() || text.equals("null") || text.equals("false") || text.equals("0"));
    }

    private static JsonValue filled(JsonValue value, Request request) {
        if (value instanceof JsonObject object) {
            return JsonObject.of(
                    ImmutableMap.copyOf(Maps.transformValues(object.members(), member -> filled(member, request))));
        }
        if (value instanceof JsonArray array) {
            return JsonArray.of(
                    array.items().stream().map(item -> filled(item, request)).toList());
        }
        return value instanceof JsonString string ? filled(string.text(), request) : value;
    }

    private static JsonValue filled(String text, Request request) {
        if (text.equals("{{input_json}}")) {
            return JsonReader.read(request.input().getBytes(StandardCharsets.UTF_8), "the case's input");
        }
        if (text.equals("{{input}}")) {
            return JsonString.of(request.input());
        }
        // The id first: an input that speaks of {{id}} must arrive as it is.
        return JsonString.of(String.join(
                request.input(),
                Arrays.stream(text.split("\\{\\{input\\}\\}", -1))
                        .map(part -> part.replace("{{id}}", request.id()))
                        .toList()));
    }
}
