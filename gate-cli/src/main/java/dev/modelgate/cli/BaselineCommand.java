package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.gate.BaselineChange;
import dev.modelgate.core.policy.gate.BaselineChange.Direction;
import dev.modelgate.core.policy.gate.BaselineChange.Row;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.registry.baseline.ProposedBaseline;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.Semvers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code gate baseline init|update|diff}: proposes the committed baseline, and says what it would ask for. */
final class BaselineCommand implements GateCommand {

    private enum Task {
        INIT,
        UPDATE,
        DIFF
    }

    private final Task task;
    private final RegistryOption registry = new RegistryOption();
    private Optional<String> baseline = Optional.empty();
    private Optional<String> report = Optional.empty();
    private Optional<String> version = Optional.empty();
    private boolean write;
    private Format format = Format.TEXT;

    private BaselineCommand(Task task) {
        this.task = task;
    }

    static BaselineCommand init() {
        return new BaselineCommand(Task.INIT);
    }

    static BaselineCommand update() {
        return new BaselineCommand(Task.UPDATE);
    }

    static BaselineCommand diff() {
        return new BaselineCommand(Task.DIFF);
    }

    @Override
    public void declare(Syntax syntax) {
        switch (task) {
            case INIT ->
                syntax.about(
                        "Proposes a first baseline from a report, or from what is live.",
                        "gate baseline init --report candidate_eval.json --write");
            case UPDATE ->
                syntax.about(
                        "Proposes the baseline anew from what was promoted, and says what gets looser and tighter.",
                        "gate baseline update --write");
            case DIFF ->
                syntax.about(
                        "Says what gets looser and tighter between the baseline and what was promoted.",
                        "gate baseline diff --semver v0.3.1");
        }
        syntax.option(
                        "--baseline",
                        "FILE",
                        "the baseline (default: the one that gate.yaml names)",
                        value -> baseline = Optional.of(value))
                .option("--report", "FILE", "propose this report", value -> report = Optional.of(value))
                .option(
                        "--semver",
                        "V",
                        "propose this release (default: what is live)",
                        value -> version = Optional.of(value));
        if (task != Task.DIFF) {
            syntax.flag("--write", "write the proposal; without it nothing is written", () -> write = true);
        }
        registry.declare(syntax);
        syntax.option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        Path file = baseline.map(invocation::path)
                .orElseGet(() -> invocation.path(
                        Project.of(invocation).settings().wiring().baselinePath()));
        requireFit(file);
        if (write && isOnTheBranchOfACandidate(invocation)) {
            invocation
                    .out()
                    .print(MarkdownReport.reasons(List.of(new Reason(
                            ReasonCode.BASELINE_LOCKED,
                            "%s was to be written while a change is judged, but a change must not move what it is held"
                                            .formatted(file)
                                    + " to; update it in a change of its own"))));
            return ExitStatus.REFUSED;
        }
        ProposedBaseline proposal = proposal(invocation);
        Optional<EvalReport> before =
                Files.exists(file) ? Optional.of(ReportReader.read(file).report()) : Optional.empty();
        print(file, proposal, before, invocation);
        if (write) {
            proposal.write(file);
        }
        return ExitStatus.DONE;
    }

    private void requireFit(Path file) {
        boolean there = Files.exists(file);
        if (there == (task == Task.INIT)) {
            throw new CannotJudgeException(
                    there
                            ? "%s is there already, but 'init' makes a first one; use 'gate baseline update'"
                                    .formatted(file)
                            : "%s is not there, but there must be a baseline to compare with; use 'gate baseline init'"
                                    .formatted(file));
        }
    }

    /** By the documented variables of GitHub and GitLab. */
    private static boolean isOnTheBranchOfACandidate(Invocation invocation) {
        return invocation
                        .variable("GITHUB_EVENT_NAME")
                        .filter(name -> name.startsWith("pull_request") || name.equals("merge_group"))
                        .isPresent()
                || invocation.variable("CI_MERGE_REQUEST_IID").isPresent();
    }

    private ProposedBaseline proposal(Invocation invocation) throws IOException {
        if (report.isPresent() && version.isPresent()) {
            throw new UsageException("--report and --semver are both given, but one proposal is required");
        }
        if (report.isPresent()) {
            return ProposedBaseline.ofFile(invocation.path(report.get()));
        }
        try (Registry opened = registry.open(invocation)) {
            return opened.read(view -> ProposedBaseline.ofRelease(view, version.map(Semvers::parse)));
        }
    }

    private void print(Path file, ProposedBaseline proposal, Optional<EvalReport> before, Invocation invocation) {
        Optional<BaselineChange> change = before.map(old -> BaselineChange.of(old, proposal.report()));
        if (format == Format.JSON) {
            invocation.out().print(json(proposal, change));
            return;
        }
        StringBuilder text = new StringBuilder();
        change.ifPresent(found -> {
            found.rows(Direction.LOOSER).forEach(row -> text.append(line(row)));
            found.rows(Direction.TIGHTER).forEach(row -> text.append(line(row)));
            text.append("%d buckets get looser, %d tighter, %d stay%n"
                    .formatted(
                            found.rows(Direction.LOOSER).size(),
                            found.rows(Direction.TIGHTER).size(),
                            found.rows(Direction.SAME).size()));
        });
        text.append("%s: %d buckets from %s%s%n"
                .formatted(
                        Printable.line(file.toString()),
                        proposal.report().buckets().size(),
                        Printable.line(proposal.source()),
                        write ? ", written" : task == Task.DIFF ? "" : "; nothing is written without --write"));
        invocation.out().print(text);
    }

    private static String line(Row row) {
        return "%-8s %s -> %s (n %s -> %s)  %s%n"
                .formatted(
                        row.direction().name().toLowerCase(Locale.ROOT),
                        row.before().map(Fraction::toString).orElse("none"),
                        row.after().map(Fraction::toString).orElse("dropped"),
                        row.casesBefore().isPresent() ? row.casesBefore().getAsLong() : "-",
                        row.casesAfter().isPresent() ? row.casesAfter().getAsLong() : "-",
                        Printable.line(row.bucket()));
    }

    private String json(ProposedBaseline proposal, Optional<BaselineChange> change) {
        return PrettyJson.indented(JsonBuilder.object()
                .put("source", proposal.source())
                .put("written", write)
                .put(
                        "buckets",
                        JsonArray.of(change.map(found -> found.rows().stream()
                                        .map(BaselineCommand::json)
                                        .toList())
                                .orElse(List.of())))
                .build());
    }

    private static JsonObject json(Row row) {
        return JsonBuilder.object()
                .put("bucket", row.bucket())
                .put("direction", row.direction().name())
                .putOrNull("before", row.before().map(Fraction::toString))
                .putOrNull("after", row.after().map(Fraction::toString))
                .build();
    }
}
