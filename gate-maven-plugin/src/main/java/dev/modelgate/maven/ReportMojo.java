package dev.modelgate.maven;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.review.Review;
import dev.modelgate.eval.render.ReportContext;
import dev.modelgate.eval.render.output.ReportOutput;
import dev.modelgate.eval.verdict.ReviewFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.jspecify.annotations.Nullable;

/**
 * Shows the build's verdict as a page of the Maven site, and writes the whole report beside it. It judges nothing anew.
 * Called alone it writes the whole report only. A module without a verdict has no page.
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.SITE, threadSafe = true)
public final class ReportMojo extends GateMojo implements MavenReport {

    private static final String PAGE = "gate";
    private static final String WHOLE = "gate/report.html";

    /** The verdict to show. */
    @Parameter(property = "gate.verdict", defaultValue = "${project.build.directory}/gate/verdict.json")
    File verdict;

    /** The candidate's report, which must be the judged one. */
    @Parameter(property = "gate.candidate", defaultValue = "${project.build.directory}/gate/candidate_eval.json")
    File candidate;

    /** The baseline's report, which must be the judged one; by default the wiring's, else {@code eval_baseline.json}. */
    @Parameter(property = "gate.baseline")
    @Nullable
    File baseline;

    /** Where the site, or the report alone, is written. */
    @Parameter(property = "gate.outputDirectory", defaultValue = "${project.reporting.outputDirectory}")
    File outputDirectory;

    @Override
    protected void run() throws IOException {
        getLog().info("report " + whole(review()));
    }

    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            Review review = review();
            whole(review);
            new SitePage(sink, review, WHOLE).write();
        } catch (CannotJudgeException | IOException e) {
            throw new MavenReportException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A page about nothing would look like a verdict. */
    @Override
    public boolean canGenerateReport() {
        boolean judged = Files.exists(path(verdict));
        if (!judged) {
            getLog().info("no page: there is no verdict at " + verdict);
        }
        return judged;
    }

    @Override
    public String getOutputPath() {
        return PAGE;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still demands it
    public String getOutputName() {
        return PAGE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Deploy gate";
    }

    @Override
    public String getDescription(Locale locale) {
        return "Whether the model may replace what serves today, bucket by bucket.";
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        outputDirectory = directory;
    }

    @Override
    public File getReportOutputDirectory() {
        return outputDirectory;
    }

    @Override
    public boolean isExternalReport() {
        return false;
    }

    private Path whole(Review review) throws IOException {
        Path file = path(outputDirectory).resolve(WHOLE);
        Files.createDirectories(file.resolveSibling(""));
        ReportOutput.write(review, ReportContext.of(required().getFileName().toString()), file);
        return file;
    }

    private Review review() {
        Path found = path(candidate);
        return Files.exists(found) && Files.exists(required())
                ? ReviewFiles.read(path(verdict), Optional.of(found), Optional.of(required()))
                : ReviewFiles.read(path(verdict), Optional.empty(), Optional.empty());
    }

    private Path required() {
        return Optional.ofNullable(baseline)
                .map(this::path)
                .orElseGet(() -> project().resolve(settings().wiring().baselinePath()));
    }
}
