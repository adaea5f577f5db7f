package dev.modelgate.eval.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.TokenReader.Scalars;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads strict JSON: one UTF-8 value, no byte-order mark, no repeated key, at most {@value #MAX_DEPTH} levels deep.
 * What a lenient reader would guess at is an error here, because a guess could decide.
 */
public final class JsonReader {

    /** Arrays and objects within each other; deeper input is hostile. */
    public static final int MAX_DEPTH = 1_000;

    private static final JsonFactory FACTORY =
            JsonFactory.builder().streamReadConstraints(TokenReader.LIMITS).build();

    private static final JsonFactory WITH_NAN = JsonFactory.builder()
            .streamReadConstraints(TokenReader.LIMITS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JsonReader() {}

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
        return parse(Utf8.decode(bytes, name), name, 1);
    }

    /**
     * Reads a file of a tool that writes {@code NaN} and {@code Infinity} without quotes, as Python does: they are texts
     * here, so one in a place that nobody needs bars nothing.
     */
    public static JsonValue readWithNaN(Path file) {
        return readWithNaN(InputFiles.bytes(file), file.toString());
    }

    /** Reads bytes that came from {@code name}, in the same way. */
    public static JsonValue readWithNaN(byte[] bytes, String name) {
        return parseWithNaN(Utf8.decode(bytes, name), name, 1);
    }

    /** Reads an object; anything else is an error. */
    public static JsonObject readObject(byte[] bytes, String name) {
        return JsonShape.object(read(bytes, name), name);
    }

    /** Reads the value that is that line of {@code name}. */
    static JsonValue readLine(byte[] bytes, String name, int line) {
        return parse(Utf8.decode(bytes, name + ":" + line), name, line);
    }

    /** Reads the value that is that line of {@code name}, as {@link #readWithNaN} does. */
    static JsonValue readLineWithNaN(byte[] bytes, String name, int line) {
        return parseWithNaN(Utf8.decode(bytes, name + ":" + line), name, line);
    }

    private static JsonValue parse(String text, String name, int line) {
        return parse(FACTORY, Scalars.STRICT, text, name, line);
    }

    private static JsonValue parseWithNaN(String text, String name, int line) {
        return parse(WITH_NAN, Scalars.WITH_NAN, text, name, line);
    }

    private static JsonValue parse(JsonFactory factory, Scalars scalars, String text, String name, int line) {
        try (JsonParser parser = factory.createParser(text)) {
            return new TokenReader(parser, name, "JSON", line, scalars).document();
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be read: %s".formatted(name, e.getMessage()), e);
        }
    }
}
