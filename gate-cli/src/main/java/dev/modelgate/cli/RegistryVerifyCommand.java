package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.Finding;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.audit.BytesAudit;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.util.Optional;

/** {@code gate registry verify}: whether the registry is what its events say. */
final class RegistryVerifyCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private Optional<String> head = Optional.empty();
    private boolean deep;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Checks every event, tag and entry of the registry, and the bytes that serve or that a rollback needs.",
                        "gate registry verify --head kept/head.json")
                .option(
                        "--head",
                        "FILE",
                        "a head kept elsewhere: without one a dropped tail cannot be seen",
                        value -> head = Optional.of(value));
        syntax.flag(
                "--deep",
                "hash every registered model, not only what is live and what a rollback needs",
                () -> deep = true);
        registry.declareWithBytes(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.open(invocation)) {
            RegistryVerifier.Report report = new RegistryVerifier(opened).run(head.map(invocation::path));
            report.notes().forEach(note -> invocation.err().println("gate: note: " + Printable.line(note)));
            if (report.isWhole()) {
                invocation
                        .out()
                        .println("whole: %d events, head %s"
                                .formatted(report.head().seq(), report.head().sha256()));
                return print(new BytesAudit(opened, registry.bytes(invocation)).run(deep), invocation);
            }
            report.findings().forEach(finding -> invocation.out().println(Printable.line(finding.toString())));
            return ExitStatus.REFUSED;
        }
    }

    /** Only of a registry that is whole: another one does not say which bytes are needed. */
    private static ExitStatus print(BytesAudit.Report bytes, Invocation invocation) {
        bytes.findings().forEach(finding -> invocation.out().println(Printable.line(finding.toString())));
        if (!bytes.findings().isEmpty()) {
            return ExitStatus.REFUSED;
        }
        if (!bytes.unknown().isEmpty()) {
            throw new CannotJudgeException(String.join(
                    "; ", bytes.unknown().stream().map(Finding::toString).toList()));
        }
        invocation.out().println("bytes: %d models hashed, all whole".formatted(bytes.models()));
        return ExitStatus.DONE;
    }
}
