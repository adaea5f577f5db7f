package dev.modelgate.eval.render.output;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.review.Review;
import dev.modelgate.eval.render.ReportContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes reports, each whole: a reader sees the file that was there before, or this one. */
public final class ReportOutput {

    private ReportOutput() {}

    /**
     * Writes the report in the form that the file's name asks for.
     *
     * @throws CannotJudgeException where the name asks for no known form, or the file cannot be written; what was there
     *     before is kept
     */
    public static void write(Review review, ReportContext context, Path file) {
        ReportFormat format = ReportFormat.of(file.toString())
                .orElseThrow(() -> new CannotJudgeException(
                        "the report %s has no known extension, but one of %s is required; rename it"
                                .formatted(file, ReportFormat.extensions())));
        replace(file, format.render(review, context));
    }

    private static void replace(Path file, String text) {
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
                    "the report could not be written to %s (%s: %s); create its directory and check the permissions"
                            .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }
}
