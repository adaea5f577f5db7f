package dev.modelgate.eval.json;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.UUID;

/**
 * Text files, written whole: a reader sees the file that was there before, or the new one. What is a device there, as
 * {@code /dev/null} is, takes the text and stays what it is.
 */
public final class OutputFiles {

    private OutputFiles() {}

    /**
     * Writes a file.
     *
     * @param what it holds, for the message: {@code the verdict}
     * @throws CannotJudgeException where it cannot be written; what was there before is kept
     */
    public static void write(String text, Path file, String what) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            writeInto(text, file, what);
            return;
        }
        Path growing = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try {
                Files.writeString(growing, text);
                Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(growing);
            }
        } catch (IOException e) {
            throw unwritable(file, what, e);
        }
    }

    private static void writeInto(String text, Path file, String what) {
        try {
            Files.writeString(file, text, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(file, what, e);
        }
    }

    /**
     * Removes what an earlier run left where this one will write: should this one fail, the answer of the earlier must
     * not be taken for its own. None is no error.
     *
     * @param what it will hold, for the message
     * @param inputs that this run reads; the output may be none of them
     * @throws CannotJudgeException where it cannot be removed, or is an input
     */
    public static void begin(Path file, String what, Collection<Path> inputs) {
        try {
            if (!Files.isRegularFile(file)) {
                return;
            }
            for (Path input : inputs) {
                if (Files.exists(input) && Files.isSameFile(file, input)) {
                    throw new CannotJudgeException(
                            "%s would be written to %s, but that is read; name another file".formatted(what, file));
                }
            }
            Files.delete(file);
        } catch (IOException e) {
            throw unwritable(file, what, e);
        }
    }

    private static CannotJudgeException unwritable(Path file, String what, IOException e) {
        return new CannotJudgeException(
                "%s could not be written to %s (%s: %s); create its directory and check the permissions"
                        .formatted(what, file, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
