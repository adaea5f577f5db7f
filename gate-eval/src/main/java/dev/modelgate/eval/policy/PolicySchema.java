package dev.modelgate.eval.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The published JSON Schema of {@code gate.yaml}, and what a policy does against it, each with line and column. */
public final class PolicySchema {

    private static final String RESOURCE = "gate.schema.json";

    private PolicySchema() {}

    /** The schema as published. */
    public static String text() {
        URL resource = Resources.getResource(PolicySchema.class, RESOURCE);
        try {
            return Resources.toString(resource, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema that the gate carries cannot be read", e);
        }
    }

    /**
     * Everything that does not fit, in the order of the file.
     *
     * @param name of the file, for messages
     */
    static ImmutableList<String> errors(JsonObject policy, String name) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(), InputFormat.JSON);
        JsonObject whole = JsonObject.of(ImmutableMap.of("version", JsonNumber.of(1), "policy", policy));
        List<Misfit> misfits = new ArrayList<>();
        for (Error error : schema.validate(PrettyJson.line(whole), InputFormat.JSON)) {
            if (!isEcho(error)) {
                misfits.add(Misfit.of(error, whole, name));
            }
        }
        return misfits.stream().sorted().map(Misfit::text).distinct().collect(ImmutableList.toImmutableList());
    }

    /** A condition that does not apply says nothing by itself. */
    private static boolean isEcho(Error error) {
        return error.getKeyword().equals("if");
    }

    /** One thing that does not fit, where it stands. */
    private record Misfit(JsonValue.Place place, String text) implements Comparable<Misfit> {

        @Override
        public int compareTo(Misfit other) {
            return Comparator.comparingInt((Misfit misfit) -> misfit.place().line())
                    .thenComparingInt(misfit -> misfit.place().column())
                    .thenComparing(Misfit::text)
                    .compare(this, other);
        }

        static Misfit of(Error error, JsonObject whole, String name) {
            JsonValue owner = at(whole, error.getInstanceLocation());
            boolean word = error.getKeyword().equals("additionalProperties");
            JsonValue found = word && owner instanceof JsonObject object
                    ? object.member(error.getProperty()).orElse(owner)
                    : owner;
            String where = name + found.place() + ": " + path(error.getInstanceLocation());
            return new Misfit(found.place(), where + (word ? unknown(error) : mismatch(error, found)));
        }

        private static String unknown(Error error) {
            JsonNode siblings = siblings(error);
            TreeSet<String> known = new TreeSet<>();
            siblings.path("properties").fieldNames().forEachRemaining(known::add);
            return " has '%s', which is not understood; the words here are %s"
                    .formatted(error.getProperty(), String.join(", ", known));
        }

        private static JsonNode siblings(Error error) {
            JsonNode schema = Words.SCHEMA;
            NodePath place = error.getSchemaLocation().getFragment();
            for (int i = 0; i < place.getNameCount() - 1; i++) {
                schema = schema.path(place.getName(i));
            }
            return schema;
        }

        private static String mismatch(Error error, JsonValue found) {
            if (error.getEvaluationPath().toString().contains("/anyOf/")) {
                return " has no limit, but one is required; see 'gate policy schema'";
            }
            return switch (error.getKeyword()) {
                case "required" -> " has no '%s', but it is required; add it".formatted(error.getProperty());
                case "minItems" -> " is empty, but at least one item is required; name it";
                default -> " is %s, but %s; change it".formatted(shown(found), Words.required(error, siblings(error)));
            };
        }

        private static String shown(JsonValue found) {
            if (found instanceof JsonString string) {
                return "'" + string.text() + "'";
            }
            return found instanceof JsonNumber number ? number.literal() : found.kind();
        }

        /** {@code policy.checks[2].max_drop}. */
        private static String path(NodePath place) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < place.getNameCount(); i++) {
                Object element = place.getElement(i);
                if (element instanceof Integer index) {
                    path.append('[').append(index).append(']');
                } else {
                    path.append(path.length() == 0 ? "" : ".").append(element);
                }
            }
            return path.toString();
        }

        private static JsonValue at(JsonValue whole, NodePath place) {
            JsonValue value = whole;
            for (int i = 0; i < place.getNameCount(); i++) {
                value = member(value, place.getElement(i));
            }
            return value;
        }

        private static JsonValue member(JsonValue value, Object element) {
            if (value instanceof JsonArray array && element instanceof Integer index) {
                return array.items().get(index);
            }
            return value instanceof JsonObject object
                    ? object.member(element.toString()).orElse(value)
                    : value;
        }
    }
}
