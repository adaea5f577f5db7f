package dev.modelgate.registry.evaluate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.core.verdict.EvalSetMatch;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.dvc.EvalSetSource;
import dev.modelgate.eval.evalset.DerivedBuckets;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.run.Evaluated;
import dev.modelgate.eval.run.Evaluation;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.run.RunSettings;
import dev.modelgate.eval.runtime.RuntimeChoice;
import dev.modelgate.eval.runtime.Runtimes;
import dev.modelgate.eval.runtime.WiredRuntime;
import dev.modelgate.eval.score.Scorer;
import dev.modelgate.eval.score.Scorers;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.bundle.PrivateCopy;
import dev.modelgate.registry.bundle.ReadProgress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Puts an eval set to a model and writes its report: the model of a bundle in this process, or what answers for it
 * behind an endpoint or a command. A stale eval set stops it before the model is loaded. What is loaded is a private
 * copy, and the report names what that copy was hashed to: the bundle may change meanwhile, and change back.
 */
public final class BundleEvaluation {

    private final Request request;
    private final Clock clock;

    private BundleEvaluation(Request request, Clock clock) {
        this.request = request;
        this.clock = clock;
    }

    /**
     * What to evaluate.
     *
     * @param project the directory of {@code gate.yaml}, against which the wiring's paths are resolved
     * @param bundle what is judged, also where something else answers for it; without it no verdict can promote
     * @param parent canonical SHA of the model that the bundle was made from
     * @param baseline a report whose eval set must be this one
     * @param runtime what answers, as far as the call says so
     * @param effort how long, how often, and what may be remembered
     * @param output the report's file; its cases go beside it
     */
    public record Request(
            Path project,
            Wiring wiring,
            Optional<Path> bundle,
            Optional<CanonicalSha> parent,
            Path evalSet,
            Optional<Path> baseline,
            RuntimeChoice runtime,
            Effort effort,
            Path output) {

        /** A bundle's own model in this process, every case answered, as the project's {@code gate.yaml} wires it. */
        public static Request ofBundle(Path project, Path bundle, Path evalSet, Path output) {
            return new Request(
                    project,
                    GateYaml.in(project).wiring(),
                    Optional.of(bundle),
                    Optional.empty(),
                    evalSet,
                    Optional.empty(),
                    RuntimeChoice.WIRED,
                    Effort.DEFAULT,
                    output);
        }
    }

    /** How it ended. */
    public sealed interface Outcome {}

    /**
     * The report is written; it names no model where no bundle was named.
     *
     * @param unsealed kept answers that have not this machine's seal, so that they were asked again
     */
    public record Done(Evaluated evaluated, Optional<CanonicalSha> sha, int unsealed) implements Outcome {}

    /** The eval set is not the baseline's, or not its pointer's; the model was not loaded. */
    public record Stale(ImmutableList<Reason> reasons) implements Outcome {}

    /**
     * Runs it.
     *
     * @throws CannotJudgeException where something is missing, malformed or does not fit
     * @throws InterruptedException when cancelled; nothing is written then
     */
    public static Outcome run(Request request, Clock clock, Progress progress) throws InterruptedException {
        return new BundleEvaluation(request, clock).run(progress);
    }

    private Outcome run(Progress progress) throws InterruptedException {
        EvalSetSource.Source source = EvalSetSource.read(request.evalSet());
        if (source instanceof EvalSetSource.Refused refused) {
            return new Stale(ImmutableList.of(refused.reason()));
        }
        EvalSet evalSet = DerivedBuckets.of(
                ((EvalSetSource.Ready) source).evalSet(),
                request.wiring().derive().map(Section::texts).orElse(ImmutableMap.of()));
        ImmutableList<Reason> stale = request.baseline()
                .map(baseline -> EvalSetMatch.mismatches(
                        Optional.of(evalSet.digests().dvc()),
                        Optional.of(evalSet.digests().sha256()),
                        ReportReader.read(baseline).report()))
                .orElse(ImmutableList.of());
        if (!stale.isEmpty()) {
            return new Stale(stale);
        }
        try (Scorer scorer = Scorers.of(
                request.wiring().scorer(),
                evalSet,
                new Scorers.Surroundings(request.runtime().environment(), clock))) {
            return request.bundle().isPresent()
                    ? evaluate(evalSet, scorer, request.bundle().get(), progress)
                    : evaluate(evalSet, scorer, Optional.empty(), Optional.empty(), progress);
        }
    }

    private Done evaluate(EvalSet evalSet, Scorer scorer, Path bundle, Progress progress) throws InterruptedException {
        if (!Runtimes.loadsBundle(request.wiring(), request.runtime())) {
            BundleDocument document = new BundleReader().read(bundle, request.parent());
            return evaluate(evalSet, scorer, Optional.of(document), Optional.empty(), progress);
        }
        try (PrivateCopy copy = PrivateCopy.of(bundle, request.parent(), ReadProgress.NONE)) {
            return copy.use(
                    files -> evaluate(evalSet, scorer, Optional.of(copy.document()), Optional.of(files), progress));
        }
    }

    /** @param files of the bundle, where they are loaded */
    private Done evaluate(
            EvalSet evalSet, Scorer scorer, Optional<BundleDocument> document, Optional<Path> files, Progress progress)
            throws InterruptedException {
        try (WiredRuntime wired =
                WiredRuntime.open(request.project(), request.wiring(), files, request.runtime(), clock)) {
            return evaluate(evalSet, scorer, document, wired.runtime(), progress);
        }
    }

    private Done evaluate(
            EvalSet evalSet, Scorer scorer, Optional<BundleDocument> document, ModelRuntime runtime, Progress progress)
            throws InterruptedException {
        Optional<CanonicalSha> sha = document.map(BundleDocument::sha);
        Effort effort = request.effort();
        RunSettings settings = new RunSettings(
                sha.map(CanonicalSha::hex),
                request.wiring().suite(),
                effort.maxErrors(),
                effort.repeats(),
                effort.longest(),
                Optional.empty(),
                document.map(BundleDocument::size));
        try (KnownAnswers known = KnownAnswers.open(request, sha, evalSet, runtime)) {
            Evaluated evaluated =
                    new Evaluation(evalSet, known.runtime(), scorer, settings, clock).run(request.output(), progress);
            known.done();
            return new Done(evaluated, sha, known.unsealed());
        }
    }
}
