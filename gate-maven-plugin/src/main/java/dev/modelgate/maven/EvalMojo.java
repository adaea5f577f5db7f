package dev.modelgate.maven;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.eval.candidate.CandidateUser;
import dev.modelgate.eval.render.BucketTable;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Screen;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.run.Evaluated;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.runtime.RuntimeChoice;
import dev.modelgate.registry.evaluate.BundleEvaluation;
import dev.modelgate.registry.evaluate.BundleEvaluation.Done;
import dev.modelgate.registry.evaluate.BundleEvaluation.Outcome;
import dev.modelgate.registry.evaluate.BundleEvaluation.Stale;
import dev.modelgate.registry.evaluate.Effort;
import dev.modelgate.registry.evaluate.MadeFrom;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.SignedReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Puts an eval set to a model and writes its report, with its cases beside it. Where the bundle, the eval set, the
 * settings and the report are those of the last run, nothing is asked again; an endpoint, a command or a judge is
 * always asked.
 */
@Mojo(name = "eval", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class EvalMojo extends GateMojo {

    /** The model that is judged. Without it no verdict on the report can promote. */
    @Parameter(property = "gate.bundle")
    @Nullable
    File bundle;

    /** Canonical SHA of the model that the bundle was made from. */
    @Parameter(property = "gate.parent")
    @Nullable
    String parent;

    /** What answers for the model, in the protocol that {@code wiring.runtime} names. */
    @Parameter(property = "gate.endpoint")
    @Nullable
    String endpoint;

    /** What answers for the model, one JSON line in, one out. */
    @Parameter(property = "gate.command")
    @Nullable
    String command;

    /** Requests or processes at once. */
    @Parameter(property = "gate.concurrency")
    @Nullable
    Integer concurrency;

    /** Cases that may go without an answer. */
    @Parameter(property = "gate.maxErrors", defaultValue = "0")
    int maxErrors;

    /** The cases, or the DVC pointer that names them. */
    @Parameter(property = "gate.evalSet", required = true)
    File evalSet;

    /** A report whose eval set must be this one; another stops the goal before the model is loaded. */
    @Parameter(property = "gate.baseline")
    @Nullable
    File baseline;

    /** The report to write. */
    @Parameter(property = "gate.candidate", defaultValue = "${project.build.directory}/gate/candidate_eval.json")
    File candidate;

    /** Called by Maven. */
    public EvalMojo() {}

    EvalMojo(Map<String, String> environment, Clock clock) {
        super(environment, clock);
    }

    @Override
    protected void run() throws IOException, InterruptedException, MojoFailureException {
        Path output = path(candidate);
        Files.createDirectories(output.toAbsolutePath().resolveSibling(""));
        BundleEvaluation.Request request = request(output);
        Optional<MadeFrom> made = MadeFrom.now(request, version);
        Optional<LocalSigner> signer = LocalSigner.of(environment());
        // A signature says that this job asked the model; what an earlier one left behind it cannot vouch for.
        if (signer.isEmpty() && made.filter(MadeFrom::isUnchanged).isPresent()) {
            getLog().info(
                            "unchanged: bundle, eval set and settings are those that the report was made from; nothing is asked again");
            print(ReportReader.read(output).report().buckets().values().asList(), output);
            return;
        }
        made.ifPresent(MadeFrom::forget);
        Evaluated evaluated = evaluate(request);
        made.ifPresent(before -> before.keep(evaluated));
        SignedReport.write(evaluated.report(), signer, clock().instant().truncatedTo(ChronoUnit.SECONDS));
        print(evaluated.buckets(), evaluated.report());
    }

    private Evaluated evaluate(BundleEvaluation.Request request) throws InterruptedException, MojoFailureException {
        Outcome outcome = BundleEvaluation.run(request, clock(), Progress.SILENT);
        if (outcome instanceof Stale stale) {
            throw refused("the eval set is not the agreed one", MarkdownReport.reasons(stale.reasons()));
        }
        return ((Done) outcome).evaluated();
    }

    private void print(ImmutableList<Bucket> buckets, Path report) {
        Splitter.on('\n')
                .omitEmptyStrings()
                .split(BucketTable.worstFirst(buckets, Screen.PLAIN))
                .forEach(line -> getLog().info(line));
        getLog().info("report " + report);
    }

    private BundleEvaluation.Request request(Path output) {
        return new BundleEvaluation.Request(
                project(),
                settings().wiring(),
                Optional.ofNullable(bundle).map(this::path),
                Optional.ofNullable(parent).map(CanonicalSha::new),
                path(evalSet),
                Optional.ofNullable(baseline).map(this::path),
                new RuntimeChoice(
                        Optional.ofNullable(endpoint),
                        Optional.ofNullable(command),
                        concurrency == null ? OptionalInt.empty() : OptionalInt.of(concurrency),
                        environment(),
                        CandidateUser.in(environment())),
                Effort.DEFAULT.allowingErrors(maxErrors),
                output);
    }
}
