package dev.modelgate.eval.verdict;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Verdicts as files. */
public final class VerdictFiles {

    private VerdictFiles() {}

    /**
     * Writes a verdict whole: a reader sees the file that was there before, or this one.
     *
     * @throws CannotJudgeException where it cannot be written; what was there before is kept
     */
    public static void write(Verdict verdict, Path file) {
        Path growing = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try {
                Files.writeString(growing, PrettyJson.indented(VerdictCodec.encode(verdict)));
                Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(growing);
            }
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "the verdict could not be written to %s (%s: %s); create its directory and check the permissions"
                            .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }
}
