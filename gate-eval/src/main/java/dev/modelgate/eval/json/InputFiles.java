package dev.modelgate.eval.json;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens what the user named, and says kindly what is wrong with it where it cannot be opened. */
public final class InputFiles {

    private InputFiles() {}

    /** All bytes of a small file. */
    public static byte[] bytes(Path file) {
        try (InputStream in = open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Opens a file for reading.
     *
     * @throws CannotJudgeException where it is missing, a directory or not readable
     */
    public static InputStream open(Path file) {
        if (Files.isDirectory(file)) {
            throw new CannotJudgeException("%s is a directory, but a file is required; name the file".formatted(file));
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new CannotJudgeException("%s does not exist; check the path".formatted(file), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A path the platform can hold; a name it cannot map is refused instead of changed. */
    public static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new CannotJudgeException(
                    "the path '%s' cannot be used here (%s); run with a UTF-8 locale".formatted(name, e.getReason()),
                    e);
        }
    }

    private static CannotJudgeException unreadable(Path file, IOException e) {
        return new CannotJudgeException(
                "%s could not be read (%s: %s); check its permissions"
                        .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
