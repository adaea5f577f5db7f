package dev.modelgate.cli;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.eval.render.BucketTable;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.registry.evaluate.BundleEvaluation;
import dev.modelgate.registry.evaluate.BundleEvaluation.Done;
import dev.modelgate.registry.evaluate.BundleEvaluation.Outcome;
import dev.modelgate.registry.evaluate.BundleEvaluation.Stale;
import java.util.Optional;

/** {@code gate eval}: what a model can do, case by case. */
final class EvalCommand implements GateCommand {

    private String bundle = "";
    private Optional<CanonicalSha> parent = Optional.empty();
    private String evalSet = "";
    private Optional<String> baseline = Optional.empty();
    private String output = "";

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Puts an eval set to a model and writes the report with its cases.",
                        "gate eval --bundle models/clean --eval-set data/eval/phase-20.jsonl --output candidate_eval.json")
                .required("--bundle", "DIR", "the model", value -> bundle = value)
                .option(
                        "--parent",
                        "SHA",
                        "canonical SHA of the model it was made from",
                        value -> parent = Optional.of(Options.sha(value)))
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
    public ExitStatus run(Invocation invocation) throws InterruptedException {
        Project project = Project.of(invocation);
        BundleEvaluation.Request request = new BundleEvaluation.Request(
                project.directory(),
                project.settings().wiring(),
                invocation.path(bundle),
                parent,
                invocation.path(evalSet),
                baseline.map(invocation::path),
                invocation.path(output));
        try (EvalBar bar = EvalBar.on(invocation)) {
            return print(BundleEvaluation.run(request, invocation.clock(), bar), invocation);
        }
    }

    private static ExitStatus print(Outcome outcome, Invocation invocation) {
        if (outcome instanceof Stale stale) {
            invocation.out().print(MarkdownReport.reasons(stale.reasons()));
            return ExitStatus.REFUSED;
        }
        Done done = (Done) outcome;
        invocation.out().print(BucketTable.worstFirst(done.evaluated().buckets()));
        invocation.out().println("model   " + done.sha());
        invocation.out().println("report  " + done.evaluated().report());
        invocation.out().println("cases   " + done.evaluated().cases());
        return ExitStatus.DONE;
    }
}
