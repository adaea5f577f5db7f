package dev.modelgate.eval.json;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Opens what the user named, and says kindly what is wrong with it where it cannot be opened.
 *
 * <p>Only regular files, by links too. A pipe whose other end nobody opens would keep a gate waiting for ever, and what
 * comes out of a pipe or a device cannot be read a second time, as evidence that is judged again must be.
 */
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
     * All bytes of a file that must not be longer: its tree takes some thirty times their memory.
     *
     * @param limit in bytes
     * @param advice what to do about a longer one, for the message
     */
    public static byte[] bytes(Path file, int limit, String advice) {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLong(file.toString(), limit, advice);
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** For bytes that came from elsewhere. */
    public static CannotJudgeException tooLong(String name, int limit, String advice) {
        return new CannotJudgeException(
                "%s is longer than %d MiB, but no longer document is read; %s".formatted(name, limit >> 20, advice));
    }

    /**
     * Opens a file for reading.
     *
     * @throws CannotJudgeException where it is missing, no regular file or not readable
     */
    public static InputStream open(Path file) {
        requireNothingElse(file);
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new CannotJudgeException("%s does not exist; check the path".formatted(file), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Sees that what is there is a regular file; where nothing is, all is well.
     *
     * @throws CannotJudgeException where it is a directory, a pipe, a device or a socket
     */
    public static void requireNothingElse(Path file) {
        if (Files.isDirectory(file)) {
            throw new CannotJudgeException("%s is a directory, but a file is required; name the file".formatted(file));
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CannotJudgeException(
                    "%s is a pipe, a device or a socket, but a regular file is required; write its content to a file and name that"
                            .formatted(file));
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
