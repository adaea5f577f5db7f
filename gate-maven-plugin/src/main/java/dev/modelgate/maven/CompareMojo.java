package dev.modelgate.maven;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketOverride;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Summary;
import dev.modelgate.eval.verdict.ReportComparison;
import dev.modelgate.eval.verdict.RunUrl;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Compares a candidate's report with the baseline's, bucket by bucket, and fails the build on a regression. */
@Mojo(name = "compare", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CompareMojo extends GateMojo {

    /** The candidate's report. */
    @Parameter(property = "gate.candidate", defaultValue = "${project.build.directory}/gate/candidate_eval.json")
    File candidate;

    /** The baseline's report; by default the wiring's, else {@code eval_baseline.json} in the directory. */
    @Parameter(property = "gate.baseline")
    @Nullable
    File baseline;

    /** Points a bucket may lose: {@code 0.02}, {@code 2pp} or {@code 2%}. A looser one makes a verdict that cannot promote. */
    @Parameter(property = "gate.tolerance", defaultValue = "0.02")
    String tolerance;

    /**
     * Buckets held to tolerances of their own, by name or pattern: {@code tense.past=1pp}, {@code tense.*=0.03}. An
     * exact name counts before any pattern, else the first that matches. Such a verdict cannot promote; what a policy in
     * {@code gate.yaml} overrides can.
     */
    @Parameter(property = "gate.buckets")
    @Nullable
    List<String> buckets;

    /** The verdict to write; it is signed too where {@code GATE_SIGNING_KEY} is set. */
    @Parameter(property = "gate.verdict", defaultValue = "${project.build.directory}/gate/verdict.json")
    File verdict;

    /** Called by Maven. */
    public CompareMojo() {}

    CompareMojo(Map<String, String> environment, Clock clock) {
        super(environment, clock);
    }

    @Override
    protected void run() throws IOException, MojoFailureException {
        Path required = Optional.ofNullable(baseline)
                .map(this::path)
                .orElseGet(() -> project().resolve(settings().wiring().baselinePath()));
        Verdicts.begin(path(verdict), List.of(path(candidate), required), environment());
        ReportComparison.Judged judged = ReportComparison.run(
                path(candidate),
                required,
                Tolerance.parse(tolerance),
                Optional.ofNullable(buckets).orElse(List.of()).stream()
                        .map(BucketOverride::parse)
                        .collect(ImmutableList.toImmutableList()),
                circumstances());
        judged.warnings().forEach(warning -> getLog().warn(warning));
        Verdicts.write(judged.verdict(), path(verdict), environment(), getLog());
        print(judged.verdict());
    }

    private void print(Verdict judged) throws MojoFailureException {
        if (judged.decision() != Decision.PASS) {
            throw refused("the candidate is refused", MarkdownReport.refusal(judged));
        }
        getLog().info(Summary.of(judged));
    }

    private Circumstances circumstances() {
        return new Circumstances(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                version,
                clock().instant().truncatedTo(ChronoUnit.MILLIS),
                RunUrl.of(environment()));
    }
}
