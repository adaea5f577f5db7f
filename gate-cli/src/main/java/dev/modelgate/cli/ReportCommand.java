package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.Utf8;
import dev.modelgate.eval.render.ReportContext;
import dev.modelgate.eval.render.TerminalReport;
import dev.modelgate.eval.render.output.ReportOutput;
import dev.modelgate.registry.browse.Lineage;
import dev.modelgate.registry.browse.LineageTree;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code gate report}: shows a verdict that stands, with the evidence behind it. It judges nothing anew. */
final class ReportCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private final JudgedVerdict judged = new JudgedVerdict();
    private Optional<String> output = Optional.empty();
    private Optional<String> policy = Optional.empty();
    private boolean lineage;
    private boolean open;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Shows a verdict with the evidence behind it, here or as a file.",
                "gate report verdict.json --output report.html");
        judged.declare(syntax)
                .option(
                        "--output",
                        "FILE",
                        "write it to this file, by its extension " + ReportOption.EXTENSIONS,
                        value -> output = Optional.of(ReportOption.known("--output", value)))
                .option("--policy", "FILE", "show this policy in the page", value -> policy = Optional.of(value))
                .flag("--lineage", "show in the page where the model came from, by the registry", () -> lineage = true)
                .flag("--open", "open the file in a browser, where a person watches", () -> open = true);
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        if (open && output.isEmpty()) {
            throw new UsageException("--open is given without --output, but it opens that file; name the file");
        }
        Review review = judged.review(invocation);
        if (!review.hasEvidence()) {
            invocation
                    .err()
                    .println("gate: warning: the judged reports are not beside the verdict, so only its rows are shown;"
                            + " name them by --candidate and --baseline");
        }
        if (output.isEmpty()) {
            invocation.out().print(TerminalReport.of(review, Terminal.screen(invocation)));
            return ExitStatus.DONE;
        }
        Path file = invocation.path(output.get());
        ReportOutput.write(review, context(review.verdict(), invocation), file);
        invocation.out().println("report  " + output.get());
        if (open) {
            Browser.open(file, invocation);
        }
        return ExitStatus.DONE;
    }

    private ReportContext context(Verdict verdict, Invocation invocation) throws IOException {
        return new ReportContext(
                judged.baseline()
                        .map(file -> ReportOption.inProject(invocation.path(file), invocation))
                        .orElse("eval_baseline.json"),
                lineage ? Optional.of(lineage(verdict, invocation)) : Optional.empty(),
                policy.isPresent()
                        ? Optional.of(Utf8.decode(InputFiles.bytes(invocation.path(policy.get())), policy.get()))
                        : Optional.empty());
    }

    private String lineage(Verdict verdict, Invocation invocation) throws IOException {
        String sha = verdict.modelSha()
                .orElseThrow(() -> new CannotJudgeException(
                        "the verdict names no model, but --lineage asks where it came from; leave it out"));
        try (Registry opened = registry.open(invocation)) {
            return new Lineage(opened).of(sha).map(LineageTree::text).orElse(sha + " is not in this registry");
        }
    }
}
