package dev.modelgate.eval.json;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.json.TokenReader.Scalars;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads one YAML document as the JSON value it stands for. Aliases are not followed: they appear as nothing, so
 * they are refused by name, and with them the files that grow when they are read.
 */
public final class YamlReader {

    private static final YAMLFactory FACTORY =
            YAMLFactory.builder().streamReadConstraints(TokenReader.LIMITS).build();

    private YamlReader() {}

    /**
     * Reads a file.
     *
     * @throws CannotJudgeException where it is missing or not one YAML document: file, line and column
     */
    public static JsonValue read(Path file) {
        return read(InputFiles.bytes(file), file.toString());
    }

    /** Reads bytes that came from {@code name}. */
    public static JsonValue read(byte[] bytes, String name) {
        return parse(bytes, name, Scalars.STRICT);
    }

    /** Reads another tool's file; NaN and the infinities in it are texts. */
    public static JsonValue readWithNaN(Path file) {
        return parse(InputFiles.bytes(file), file.toString(), Scalars.WITH_NAN);
    }

    /**
     * Reads bytes in which questions and answers stand. Only {@code true}, {@code false}, {@code null} and the numbers of
     * JSON are more than text; what YAML makes of {@code No}, {@code 012} or {@code 12:30} nobody meant there.
     */
    public static JsonValue readAsWritten(byte[] bytes, String name) {
        return parse(bytes, name, Scalars.AS_WRITTEN);
    }

    private static JsonValue parse(byte[] bytes, String name, Scalars scalars) {
        try (YAMLParser parser = FACTORY.createParser(Utf8.decode(bytes, name))) {
            return new TokenReader(new NoAliases(parser, name), name, "YAML", 1, scalars).document();
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be read: %s".formatted(name, e.getMessage()), e);
        }
    }
}
