package dev.modelgate.cli;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.quarantine.Quarantine;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code gate quarantine}: content that may not be promoted, by its verdict; and out again, by another. */
final class QuarantineCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private Optional<CanonicalSha> sha = Optional.empty();
    private String verdict = "";
    private boolean lift;
    private Optional<String> evidence = Optional.empty();
    private Optional<String> commit = Optional.empty();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Puts a model's content into quarantine, whatever its parent, by a verdict that is no pass.",
                        "gate quarantine SHA --verdict refused.json")
                .word("SHA", "the model", value -> sha = Optional.of(Options.sha(value)))
                .required("--verdict", "FILE", "the verdict that it rests on", value -> verdict = value)
                .flag("--lift", "take it out again, by a new passing verdict on other evidence", () -> lift = true)
                .option(
                        "--evidence",
                        "DIR",
                        "where the judged reports are, if not beside the verdict",
                        value -> evidence = Optional.of(value))
                .option(
                        "--base",
                        "COMMIT",
                        "the commit whose baseline and policy count (default: HEAD)",
                        value -> commit = Optional.of(value));
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        CanonicalSha subject = sha.orElseThrow();
        Path file = invocation.path(verdict);
        Optional<Path> folder = evidence.map(invocation::path);
        try (Registry opened = registry.open(invocation);
                GitCommittedFiles committed =
                        GitCommittedFiles.open(invocation.directory(), commit, CiOptions.tips(invocation))) {
            Quarantine quarantine = new Quarantine(opened, invocation.clock());
            Promotion rules = new Promotion(opened, committed, registry.bytes(invocation), invocation.clock())
                    .byGate(Version.TEXT);
            return print(
                    lift
                            ? quarantine.lift(subject, file, folder, rules)
                            : quarantine.order(subject, file, folder, rules),
                    invocation);
        }
    }

    static ExitStatus print(Quarantine.Result result, Invocation invocation) {
        if (result instanceof Quarantine.Refused refused) {
            invocation.out().print(MarkdownReport.reasons(refused.reasons()));
            return ExitStatus.REFUSED;
        }
        if (result instanceof Quarantine.Ordered ordered) {
            invocation.out().println("quarantined: content " + ordered.content());
            if (ordered.live()) {
                invocation.err().println("gate: this content is live; 'gate rollback' takes it back");
            }
        } else if (result instanceof Quarantine.Lifted lifted) {
            invocation.out().println("lifted: content " + lifted.content() + " may be promoted again");
        } else {
            Quarantine.Unchanged unchanged = (Quarantine.Unchanged) result;
            invocation
                    .out()
                    .println("unchanged: content " + unchanged.content()
                            + (unchanged.note().isPresent() ? " is in quarantine already" : " is in no quarantine"));
        }
        return ExitStatus.DONE;
    }
}
