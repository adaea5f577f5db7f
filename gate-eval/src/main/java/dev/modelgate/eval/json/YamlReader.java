package dev.modelgate.eval.json;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
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
        try (YAMLParser parser = FACTORY.createParser(Utf8.decode(bytes, name))) {
            return new TokenReader(new NoAliases(parser, name), name, "YAML", 1).document();
        } catch (IOException e) {
            throw new CannotJudgeException("%s could not be read: %s".formatted(name, e.getMessage()), e);
        }
    }
}
