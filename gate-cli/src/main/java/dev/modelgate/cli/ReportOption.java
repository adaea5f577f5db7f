package dev.modelgate.cli;

import dev.modelgate.core.review.Review;
import dev.modelgate.eval.json.OutputFiles;
import dev.modelgate.eval.render.ReportContext;
import dev.modelgate.eval.render.output.ReportFormat;
import dev.modelgate.eval.render.output.ReportOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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

    /** Removes those of an earlier run: should this one fail, they would be taken for its own. */
    void begin(Collection<Path> inputs, Invocation invocation) {
        files.forEach(file -> OutputFiles.begin(invocation.path(file), "the report", inputs));
    }

    /** Writes all of them; what they show is computed only where one is wanted. */
    void write(Supplier<Review> reviewed, Path baseline, Invocation invocation) {
        if (files.isEmpty()) {
            return;
        }
        Review review = reviewed.get();
        ReportContext context = ReportContext.of(inProject(baseline, invocation));
        files.forEach(file -> ReportOutput.write(review, context, invocation.path(file)));
    }

    /** As the repository knows it: relative, with forward slashes; a file elsewhere by its name alone. */
    static String inProject(Path baseline, Invocation invocation) {
        Path file = baseline.toAbsolutePath().normalize();
        Path project = invocation.directory().toAbsolutePath().normalize();
        Path shown = file.startsWith(project) ? project.relativize(file) : file.getFileName();
        return shown.toString().replace('\\', '/');
    }
}
