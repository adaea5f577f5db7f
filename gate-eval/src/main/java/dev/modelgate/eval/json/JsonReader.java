package dev.modelgate.eval.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.JsonValue.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads strict JSON: one UTF-8 value, no byte-order mark, no repeated key, at most {@value #MAX_DEPTH} levels deep.
 * What a lenient reader would guess at is an error here, because a guess could decide.
 */
public final class JsonReader {

    /** Arrays and objects within each other; deeper input is hostile. */
    public static final int MAX_DEPTH = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(1 << 20)
                    .build())
            .build();

    private final JsonParser parser;
    private final String name;
    private final int lineOffset;

    private JsonReader(JsonParser parser, String name, int lineOffset) {
        this.parser = parser;
        this.name = name;
        this.lineOffset = lineOffset;
    }

    /**
     * Reads a file.
     *
     * @throws CannotJudgeException where it is missing, a directory, or not strict JSON: file, line and column
     */
    public static JsonValue read(Path file) {
        return read(InputFiles.bytes(file), file.toString());
    }

    /** Reads bytes that came from {@code name}. */
    public static JsonValue read(byte[] bytes, String name) {
        return readLine(bytes, name, 1);
    }

    /** Reads an object; anything else is an error. */
    public static JsonObject readObject(byte[] bytes, String name) {
        return JsonShape.object(read(bytes, name), name);
    }

    /** Reads a value that starts at that line of {@code name}. */
    static JsonValue readLine(byte[] bytes, String name, int line) {
        String text = Utf8.decode(bytes, name);
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonReader(parser, name, line - 1).document();
        } catch (JsonProcessingException e) {
            throw malformed(e, name, line - 1);
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static CannotJudgeException malformed(JsonProcessingException e, String name, int lineOffset) {
        JsonLocation at = e.getLocation();
        return new CannotJudgeException(
                "%s:%d:%d: the JSON is malformed (%s); write one valid JSON value"
                        .formatted(
                                name, at.getLineNr() + lineOffset, at.getColumnNr(), oneLine(e.getOriginalMessage())),
                e);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ");
    }

    private JsonValue document() throws IOException {
        try {
            return onlyValue();
        } catch (StreamConstraintsException e) { // the one kind that Jackson raises without a location
            JsonLocation at = parser.currentLocation();
            throw error(
                    new Place(at.getLineNr() + lineOffset, at.getColumnNr()),
                    "the JSON is beyond what is read (%s); nest and write less"
                            .formatted(oneLine(e.getOriginalMessage())));
        }
    }

    private JsonValue onlyValue() throws IOException {
        if (parser.nextToken() == null) {
            throw error(Place.NONE, "the file is empty, but one JSON value is required; write the document again");
        }
        JsonValue value = value();
        if (parser.nextToken() != null) {
            throw error(place(), "something follows the JSON value, but the file must hold one value; remove the rest");
        }
        return value;
    }

    private JsonValue value() throws IOException {
        Place place = place();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> array(place);
            case VALUE_STRING -> new JsonString(parser.getText(), place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText(), place);
            case VALUE_TRUE -> new JsonBoolean(true, place);
            case VALUE_FALSE -> new JsonBoolean(false, place);
            case VALUE_NULL -> new JsonNull(place);
            default -> throw new IllegalStateException("a JSON parser gave the token " + parser.currentToken());
        };
    }

    private JsonObject object(Place place) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place keyPlace = place();
            parser.nextToken();
            if (members.putIfAbsent(key, value()) != null) {
                throw error(keyPlace, "the key '%s' occurs twice; keep one".formatted(key));
            }
        }
        return new JsonObject(ImmutableMap.copyOf(members), place);
    }

    private JsonArray array(Place place) throws IOException {
        ImmutableList.Builder<JsonValue> items = ImmutableList.builder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new JsonArray(items.build(), place);
    }

    private Place place() {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr() + lineOffset, at.getColumnNr());
    }

    private CannotJudgeException error(Place place, String message) {
        return new CannotJudgeException(name + place + ": " + message);
    }
}
