package dev.modelgate.eval.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;

/** What the schema requires at a place, in words. */
final class Words {

    static final JsonNode SCHEMA = parsed();

    private Words() {}

    /** @param schema the part of it that was not met */
    static String required(Error error, JsonNode schema) {
        return switch (error.getKeyword()) {
            case "enum" -> "one of %s is required".formatted(items(schema.path("enum")));
            case "type" -> "%s is required".formatted(kinds(schema.path("type")));
            case "minimum" ->
                "at least %s is required".formatted(schema.path("minimum").asText());
            case "maximum" ->
                "at most %s is required".formatted(schema.path("maximum").asText());
            case "exclusiveMinimum" ->
                "more than %s is required"
                        .formatted(schema.path("exclusiveMinimum").asText());
            case "exclusiveMaximum" ->
                "less than %s is required"
                        .formatted(schema.path("exclusiveMaximum").asText());
            case "pattern" ->
                "the form %s is required".formatted(schema.path("pattern").asText());
            case "minLength" -> "a text that is not empty is required";
            default -> error.getMessage();
        };
    }

    private static String kinds(JsonNode type) {
        return type.isArray() ? items(type).replace(", ", " or ") : "a value of the type " + type.asText();
    }

    private static String items(JsonNode array) {
        List<String> items = new ArrayList<>();
        array.forEach(item -> items.add(item.asText()));
        return String.join(", ", items);
    }

    private static JsonNode parsed() {
        try {
            return new ObjectMapper().readTree(PolicySchema.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema that the gate carries is malformed", e);
        }
    }
}
