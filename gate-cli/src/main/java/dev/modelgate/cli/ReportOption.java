package dev.modelgate.cli;

import dev.modelgate.core.review.Review;
import dev.modelgate.eval.render.ReportContext;
import dev.modelgate.eval.render.output.ReportFormat;
import dev.modelgate.eval.render.output.ReportOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code --report FILE}, as often as wanted: what a judging command writes beside what it prints. */
final class ReportOption {

    static final String EXTENSIONS = ".html, .md (a pull request's comment), .xml (JUnit), .sarif, .json or .txt";

    private final List<String> files = new ArrayList<>();

    Syntax declare(Syntax syntax) {
        return syntax.repeated(
                "--report", "FILE", "also write a report to this file, by its extension " + EXTENSIONS, this::add);
    }

    private void add(String file) {
        files.add(known("--report", file));
    }

    /** A file whose name asks for a form that is known. */
    static String known(String option, String file) {
        if (ReportFormat.of(file).isEmpty()) {
            throw new UsageException("%s is '%s', but a file name ending in %s is required"
                    .formatted(option, file, ReportFormat.extensions()));
        }
        return file;
    }

    /** Writes all of them; the review is made only where one is wanted, for statistics take their time. */
    void write(Supplier<Review> review, ReportContext context, Invocation invocation) {
        if (files.isEmpty()) {
            return;
        }
        Review reviewed = review.get();
        files.forEach(file -> ReportOutput.write(reviewed, context, invocation.path(file)));
    }
}
