package dev.modelgate.eval.json;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Text files, written whole: a reader sees the file that was there before, or the new one. */
public final class OutputFiles {

    private OutputFiles() {}

    /**
     * Writes a file.
     *
     * @param what it holds, for the message: {@code the verdict}
     * @throws CannotJudgeException where it cannot be written; what was there before is kept
     */
    public static void write(String text, Path file, String what) {
        Path growing = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try {
                Files.writeString(growing, text);
                Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(growing);
            }
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be written to %s (%s: %s); create its directory and check the permissions"
                            .formatted(what, file, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }
}
