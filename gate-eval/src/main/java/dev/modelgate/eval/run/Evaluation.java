package dev.modelgate.eval.run;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.cache.RememberingRuntime;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.json.Decimals;
import dev.modelgate.eval.report.CaseLine;
import dev.modelgate.eval.report.ReportDraft;
import dev.modelgate.eval.report.ReportFiles;
import dev.modelgate.eval.score.Scorer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Puts an eval set to a model and writes the report with its cases.
 *
 * <p>Whatever the batches and the threads, the same answers give the same buckets and the same lines in the same
 * order. A case without an answer is counted apart; more of them than the settings allow make the run invalid, and
 * then nothing is written.
 */
public final class Evaluation {

    private static final String CACHED = "cached";

    private final EvalSet evalSet;
    private final ModelRuntime runtime;
    private final Scorer scorer;
    private final RunSettings settings;
    private final Clock clock;

    /** @param runtime stays open */
    public Evaluation(EvalSet evalSet, ModelRuntime runtime, Scorer scorer, RunSettings settings, Clock clock) {
        this.evalSet = evalSet;
        this.runtime = runtime;
        this.scorer = scorer;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Runs and writes.
     *
     * @param output the report's file; its cases go beside it
     * @throws CannotJudgeException where the run is invalid, and then what was there before is kept; or where it cannot
     *     be written, and then no report is there
     * @throws RunInterruptedException when the run is cancelled; nothing is written then
     */
    public Evaluated run(Path output, Progress progress) throws InterruptedException {
        Findings findings = new Findings(evalSet.size(), settings, scorer);
        try (ReportFiles files = ReportFiles.begin(output)) {
            InOrder written = new InOrder(outcome -> write(outcome, files, findings));
            answers().forEachBatch(evalSet.cases(), batch -> {
                batch.outcomes().forEach(outcome -> count(outcome, findings));
                written.accept(batch);
                if (progress.isListening() || findings.tally().isComplete()) {
                    progress.at(findings.tally().standing());
                }
            });
            requireAnswers(findings.tally());
            files.commit(draft(findings, files).toJson());
            return evaluated(findings, files);
        } catch (InterruptedException e) {
            throw (InterruptedException)
                    new RunInterruptedException(findings.tally().done(), evalSet.size()).initCause(e);
        }
    }

    /** Answers of an earlier run: the report counts them, so that a policy may forbid them. */
    private int cached() {
        return runtime instanceof RememberingRuntime remembering ? remembering.remembered() : 0;
    }

    private Answers answers() {
        return new Answers(runtime, scorer, settings.repeats(), settings.longest());
    }

    private Evaluated evaluated(Findings findings, ReportFiles files) {
        return new Evaluated(
                files.report(),
                files.cases(),
                findings.tally().buckets(),
                findings.tally().errors(),
                cached(),
                findings.stability().wider(Tolerance.DEFAULT));
    }

    private void count(Outcome outcome, Findings findings) {
        findings.count(outcome);
        if (outcome instanceof Outcome.Errored errored && findings.tally().errors() > settings.maxErrors()) {
            throw tooManyErrors(errored, findings.tally().errors());
        }
    }

    private static void write(Outcome outcome, ReportFiles files, Findings findings) {
        if (outcome instanceof Outcome.Scored scored) {
            files.append(new CaseLine(
                    scored.evalCase(), scored.output(), scored.score(), scored.latency(), scored.repeats()));
        }
        findings.inOrder(outcome);
    }

    private void requireAnswers(Tally tally) {
        if (tally.errors() == evalSet.size()) {
            throw new CannotJudgeException(
                    "none of the %d cases of %s got an answer, but a report needs at least one; mend the runtime '%s'"
                            .formatted(evalSet.size(), evalSet.name(), runtime.name()));
        }
    }

    private CannotJudgeException tooManyErrors(Outcome.Errored last, int errors) {
        return new CannotJudgeException(
                "%d of the %d cases of %s got no answer, but at most %d may go without; mend what case '%s' met: %s"
                        .formatted(
                                errors,
                                evalSet.size(),
                                evalSet.name(),
                                settings.maxErrors(),
                                last.evalCase().id(),
                                last.message()));
    }

    /** The size stands in the report, so that a policy can limit it and a promotion can hold it to the identity. */
    private JsonObject sections(Findings findings) {
        JsonBuilder sections = JsonBuilder.object();
        if (cached() > 0) {
            sections.put(CACHED, cached());
        }
        sections.putAll(findings.sections());
        settings.artifactBytes()
                .ifPresent(bytes -> sections.put(
                        "artifact",
                        JsonBuilder.object()
                                .put("bytes", Decimals.plain(new BigDecimal(bytes)))
                                .build()));
        return sections.build();
    }

    private ReportDraft draft(Findings findings, ReportFiles files) {
        return new ReportDraft(
                settings.modelSha(),
                settings.suite(),
                evalSet.digests(),
                clock.instant(),
                runtime.name(),
                scorer.name(),
                findings.tally().buckets(),
                findings.errors(),
                sections(findings),
                findings.latency(),
                files.cases().getFileName().toString());
    }
}
