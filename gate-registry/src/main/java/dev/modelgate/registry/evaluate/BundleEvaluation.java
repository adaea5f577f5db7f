package dev.modelgate.registry.evaluate;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.core.verdict.EvalSetMatch;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.codec.CodecJar;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.dvc.EvalSetSource;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.onnx.OnnxRuntime;
import dev.modelgate.eval.onnx.OnnxSettings;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.run.Evaluated;
import dev.modelgate.eval.run.Evaluation;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.run.RunSettings;
import dev.modelgate.eval.score.ExactMatch;
import dev.modelgate.registry.bundle.BundleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Puts an eval set to the model of a bundle and writes its report. A stale eval set stops it before the model is
 * loaded; a bundle that changes on the way leaves no report.
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
     * @param parent canonical SHA of the model that the bundle was made from
     * @param baseline a report whose eval set must be this one
     * @param output the report's file; its cases go beside it
     */
    public record Request(
            Path project,
            Wiring wiring,
            Path bundle,
            Optional<CanonicalSha> parent,
            Path evalSet,
            Optional<Path> baseline,
            Path output) {}

    /** How it ended. */
    public sealed interface Outcome {}

    /** The report is written. */
    public record Done(Evaluated evaluated, CanonicalSha sha) implements Outcome {}

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
        EvalSet evalSet = ((EvalSetSource.Ready) source).evalSet();
        ImmutableList<Reason> stale = request.baseline()
                .map(baseline -> EvalSetMatch.mismatches(
                        Optional.of(evalSet.digests().dvc()),
                        Optional.of(evalSet.digests().sha256()),
                        ReportReader.read(baseline).report()))
                .orElse(ImmutableList.of());
        if (!stale.isEmpty()) {
            return new Stale(stale);
        }
        CanonicalSha sha = sha();
        Evaluated evaluated = evaluate(evalSet, sha, progress);
        requireUnchanged(sha, evaluated);
        return new Done(evaluated, sha);
    }

    private CanonicalSha sha() {
        return BundleReader.read(request.bundle(), request.parent()).sha();
    }

    private Evaluated evaluate(EvalSet evalSet, CanonicalSha sha, Progress progress) throws InterruptedException {
        Wiring.Codec codec = request.wiring()
                .codec()
                .orElseThrow(() -> new CannotJudgeException(
                        "%s names no codec, but an ONNX model needs one to turn text into its input and back; add 'wiring.codec' with its name and jar"
                                .formatted(request.project().resolve("gate.yaml"))));
        try (CodecJar jar = CodecJar.open(request.project().resolve(codec.jar()));
                ModelRuntime runtime =
                        OnnxRuntime.open(request.bundle(), jar.codec(codec.name()), OnnxSettings.DEFAULT)) {
            RunSettings settings =
                    new RunSettings(Optional.of(sha.hex()), request.wiring().suite(), 0);
            return new Evaluation(evalSet, runtime, new ExactMatch(), settings, clock).run(request.output(), progress);
        }
    }

    /** The report names the bytes that were hashed; were they not those that answered, it would lie. */
    private void requireUnchanged(CanonicalSha before, Evaluated evaluated) {
        CanonicalSha after = sha();
        if (after.equals(before)) {
            return;
        }
        try {
            Files.deleteIfExists(evaluated.report());
            Files.deleteIfExists(evaluated.cases());
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be removed (%s), but it is wrong: the bundle changed; remove it"
                            .formatted(evaluated.report(), e.getMessage()),
                    e);
        }
        throw new CannotJudgeException(
                "%s was model %s before the evaluation and is %s after it; copy the bundle to where nothing writes, and run again"
                        .formatted(request.bundle(), before.abbreviated(), after.abbreviated()));
    }
}
