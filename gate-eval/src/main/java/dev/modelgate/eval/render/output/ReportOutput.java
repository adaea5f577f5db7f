package dev.modelgate.eval.render.output;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.review.Review;
import dev.modelgate.eval.json.OutputFiles;
import dev.modelgate.eval.render.ReportContext;
import java.nio.file.Path;

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
        OutputFiles.write(format.render(review, context), file, "the report");
    }
}
