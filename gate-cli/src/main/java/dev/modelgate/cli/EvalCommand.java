package dev.modelgate.cli;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.eval.candidate.CandidateUser;
import dev.modelgate.eval.render.BucketTable;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.run.Evaluated;
import dev.modelgate.eval.runtime.RuntimeChoice;
import dev.modelgate.registry.evaluate.BundleEvaluation;
import dev.modelgate.registry.evaluate.BundleEvaluation.Done;
import dev.modelgate.registry.evaluate.BundleEvaluation.Outcome;
import dev.modelgate.registry.evaluate.BundleEvaluation.Stale;
import dev.modelgate.registry.evaluate.Effort;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.SignedReport;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code gate eval}: what a model can do, case by case. */
final class EvalCommand implements GateCommand {

    private Optional<String> bundle = Optional.empty();
    private Optional<CanonicalSha> parent = Optional.empty();
    private Optional<String> endpoint = Optional.empty();
    private Optional<String> command = Optional.empty();
    private OptionalInt concurrency = OptionalInt.empty();
    private Effort effort = Effort.DEFAULT;
    private Optional<String> cache = Optional.empty();
    private String evalSet = "";
    private Optional<String> baseline = Optional.empty();
    private String output = "";

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Puts an eval set to a model and writes the report with its cases.",
                        "gate eval --bundle models/clean --eval-set data/eval/phase-20.jsonl --output candidate_eval.json")
                .option("--bundle", "DIR", "the model that is judged", value -> bundle = Optional.of(value))
                .option(
                        "--parent",
                        "SHA",
                        "canonical SHA of the model it was made from",
                        value -> parent = Optional.of(Options.sha(value)))
                .option(
                        "--endpoint",
                        "URL",
                        "what answers for it, in the protocol that wiring.runtime names",
                        value -> endpoint = Optional.of(value))
                .option(
                        "--command",
                        "CMD",
                        "what answers for it, one JSON line in, one out",
                        value -> command = Optional.of(value))
                .option(
                        "--concurrency",
                        "N",
                        "requests or processes at once",
                        value -> concurrency = OptionalInt.of(Options.number("--concurrency", value, 1)))
                .option(
                        "--max-errors",
                        "N",
                        "cases that may go without an answer (0)",
                        value -> effort = effort.allowingErrors(Options.number("--max-errors", value, 0)))
                .option(
                        "--repeat",
                        "K",
                        "ask each case K times and tell how stable the answers are (1)",
                        value -> effort = effort.asking(Options.number("--repeat", value, 1)))
                .option(
                        "--max-seconds",
                        "N",
                        "what all cases together may take",
                        value -> effort = effort.within(Duration.ofSeconds(Options.number("--max-seconds", value, 1))))
                .option(
                        "--cache",
                        "DIR",
                        "take answers that this very model gave before, and keep new ones",
                        value -> cache = Optional.of(value))
                .flag(
                        "--resume",
                        "take over the answers of the same run, where it was interrupted",
                        () -> effort = effort.resuming())
                .required(
                        "--eval-set", "FILE", "the cases, or the DVC pointer that names them", value -> evalSet = value)
                .option(
                        "--baseline",
                        "FILE",
                        "stop before the model is loaded where this report saw another eval set",
                        value -> baseline = Optional.of(value))
                .required("--output", "FILE", "the report to write; its cases go beside it", value -> output = value);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException, InterruptedException {
        if (endpoint.isPresent() && command.isPresent()) {
            throw new UsageException("--endpoint and --command are given, but one of them answers; drop one");
        }
        if (parent.isPresent() && bundle.isEmpty()) {
            throw new UsageException(
                    "--parent is given without --bundle, but it is part of a bundle's identity; name the bundle");
        }
        Project project = Project.of(invocation);
        BundleEvaluation.Request request = new BundleEvaluation.Request(
                project.directory(),
                project.settings().wiring(),
                bundle.map(invocation::path),
                parent,
                invocation.path(evalSet),
                baseline.map(invocation::path),
                new RuntimeChoice(
                        endpoint,
                        command,
                        concurrency,
                        invocation.environment(),
                        CandidateUser.in(invocation.environment())),
                cache.map(invocation::path).map(effort::remembering).orElse(effort),
                invocation.path(output));
        try (EvalBar bar = EvalBar.on(invocation);
                Interrupts interrupts = Interrupts.to(Thread.currentThread())) {
            interrupts.arm();
            Optional<LocalSigner> signer = LocalSigner.of(invocation.environment()); // before hours of answers
            Outcome outcome = BundleEvaluation.run(request, invocation.clock(), bar);
            if (outcome instanceof Done done) {
                sign(done, signer, invocation);
            }
            return print(outcome, invocation);
        }
    }

    /** A report without a model promotes nothing, signed or not; the last lines say so. */
    private static void sign(Done done, Optional<LocalSigner> signer, Invocation invocation) throws IOException {
        SignedReport.write(
                done.evaluated().report(), signer, invocation.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static ExitStatus print(Outcome outcome, Invocation invocation) {
        if (outcome instanceof Stale stale) {
            invocation.out().print(MarkdownReport.reasons(stale.reasons()));
            return ExitStatus.REFUSED;
        }
        Done done = (Done) outcome;
        if (done.evaluated().errors() > 0) {
            invocation
                    .err()
                    .println(
                            "gate: warning: %d cases got no answer and count nowhere; 'error_cases' in the report names them"
                                    .formatted(done.evaluated().errors()));
        }
        if (done.unsealed() > 0) {
            invocation
                    .err()
                    .println(
                            "gate: warning: %d kept answers have not the seal of this machine, so they were asked again; remove a cache that somebody else wrote"
                                    .formatted(done.unsealed()));
        }
        done.evaluated().unstable().stream().limit(1).forEach(worst -> warnUnstable(worst, invocation));
        invocation.out().print(BucketTable.worstFirst(done.evaluated().buckets(), Terminal.screen(invocation)));
        invocation
                .out()
                .println("model   "
                        + done.sha().map(CanonicalSha::toString).orElse("not named: no verdict on this can promote"));
        if (done.evaluated().cached() > 0) {
            invocation
                    .out()
                    .println("cached  %d answers were given before"
                            .formatted(done.evaluated().cached()));
        }
        invocation.out().println("report  " + done.evaluated().report());
        invocation.out().println("cases   " + done.evaluated().cases());
        return ExitStatus.DONE;
    }

    private static void warnUnstable(Evaluated.Unstable worst, Invocation invocation) {
        invocation
                .err()
                .println(Printable.line(
                        "gate: warning: the same model is at %s and at %s in bucket '%s', from one asking to the next, which is more than the tolerance of 0.02; a difference between models of that size means nothing, so make the answers steady (temperature 0) or the bucket larger"
                                .formatted(
                                        worst.lowest().stripTrailingZeros().toPlainString(),
                                        worst.highest().stripTrailingZeros().toPlainString(),
                                        worst.bucket())));
    }
}
