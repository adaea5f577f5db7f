package dev.modelgate.eval.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.common.base.Ascii;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Builds one value from a parser's tokens, whatever the text's language: places kept, repeated keys refused. */
final class TokenReader {

    /** Limits that hold for every text; the depth is part of the report format. */
    static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(JsonReader.MAX_DEPTH)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(1 << 20)
            .build();

    /** What becomes of a scalar that is none of JSON's. */
    enum Scalars {
        /** It is what the text's language says, or an error. */
        STRICT,
        /** NaN and the infinities, which other tools write without quotes, are texts: wherever a number is taken they are
         * none, and named. */
        WITH_NAN,
        /** It is the text that stands there: {@code No}, {@code 012} and {@code 1_000} are not false, ten and a thousand. */
        AS_WRITTEN
    }

    private static final Pattern NOT_A_NUMBER = Pattern.compile("(?i)[-+]?\\.?(nan|inf(inity)?)");

    private final JsonParser parser;
    private final String name;
    private final String language;
    private final int lineOffset;
    private final Scalars scalars;

    /**
     * Reads from that parser.
     *
     * @param name of the file, for messages
     * @param language of the text, for messages
     * @param firstLine of the file that the parser's first line is
     */
    TokenReader(JsonParser parser, String name, String language, int firstLine, Scalars scalars) {
        this.parser = parser;
        this.name = name;
        this.language = language;
        this.lineOffset = firstLine - 1;
        this.scalars = scalars;
    }

    /** The one value of the text. */
    JsonValue document() {
        try {
            return onlyValue();
        } catch (StreamConstraintsException e) { // the one kind that Jackson raises without a location
            throw error(
                    place(parser.currentLocation()),
                    "the %s is beyond what is read (%s); nest and write less"
                            .formatted(language, oneLine(e.getOriginalMessage())));
        } catch (JsonProcessingException e) {
            throw error(
                    place(e.getLocation() == null ? parser.currentLocation() : e.getLocation()),
                    "the %s is malformed (%s); write one valid %s value"
                            .formatted(language, oneLine(e.getOriginalMessage()), language));
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    private JsonValue onlyValue() throws IOException {
        if (parser.nextToken() == null) {
            throw error(
                    Place.NONE,
                    "the file is empty, but one %s value is required; write the document again".formatted(language));
        }
        JsonValue value = value();
        if (parser.nextToken() != null) {
            throw error(
                    place(),
                    "something follows the %s value, but the file must hold one value; remove the rest"
                            .formatted(language));
        }
        return value;
    }

    private JsonValue value() throws IOException {
        Place place = place();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> array(place);
            case VALUE_STRING -> new JsonString(parser.getText(), place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(place);
            case VALUE_TRUE -> bool(true, place);
            case VALUE_FALSE -> bool(false, place);
            case VALUE_NULL -> none(place);
            default -> throw error(place, "the %s holds a value of an unknown kind".formatted(language));
        };
    }

    private JsonValue bool(boolean value, Place place) throws IOException {
        return scalars == Scalars.AS_WRITTEN && !parser.getText().equals(Boolean.toString(value))
                ? new JsonString(parser.getText(), place)
                : new JsonBoolean(value, place);
    }

    /** {@code ~} and nothing at all are null in every YAML; a word is so only as JSON writes it. */
    private JsonValue none(Place place) throws IOException {
        return scalars == Scalars.AS_WRITTEN && parser.getText().matches("N(ull|ULL)")
                ? new JsonString(parser.getText(), place)
                : new JsonNull(place);
    }

    private JsonValue number(Place place) throws IOException {
        String literal = parser.getText();
        if (JsonNumber.isLiteral(literal)) {
            return new JsonNumber(literal, place);
        }
        if (scalars == Scalars.AS_WRITTEN) {
            return new JsonString(literal, place);
        }
        return scalars == Scalars.WITH_NAN && NOT_A_NUMBER.matcher(literal).matches()
                ? new JsonString(spelled(literal), place)
                : new JsonNumber(plain(place), place);
    }

    /** One spelling for that of JSON, as Python writes it, and of YAML. */
    private static String spelled(String literal) {
        if (Ascii.toLowerCase(literal).endsWith("nan")) {
            return "NaN";
        }
        return literal.startsWith("-") ? "-Infinity" : "Infinity";
    }

    /** YAML writes some numbers as JSON does not: {@code 1_000}, {@code 0x10}. */
    private String plain(Place place) throws IOException {
        try {
            return parser.getDecimalValue().toPlainString();
        } catch (NumberFormatException e) {
            throw error(place, "the number '%s' is not understood; write it in decimal".formatted(parser.getText()));
        }
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
        return place(parser.currentTokenLocation());
    }

    private Place place(JsonLocation at) {
        return new Place(at.getLineNr() + lineOffset, at.getColumnNr());
    }

    private CannotJudgeException error(Place place, String message) {
        return new CannotJudgeException(name + place + ": " + message);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ");
    }
}
