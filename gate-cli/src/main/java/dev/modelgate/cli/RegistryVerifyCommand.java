package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.core.port.DisposableArtifacts.Unfinished;
import dev.modelgate.core.release.Finding;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.audit.BytesAudit;
import dev.modelgate.registry.audit.RegistryRepair;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.state.KeptHead;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.util.Optional;

/** {@code gate registry verify}: whether the registry is what its events say. */
final class RegistryVerifyCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private boolean repair;
    private boolean deep;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Checks every event, tag and entry of the registry, and the bytes that serve or that a rollback needs.",
                        "gate registry verify --head kept/head.json")
                .flag(
                        "--repair",
                        "first write tags, live pointer, trust and quarantines again as the events say",
                        () -> repair = true)
                .flag(
                        "--deep",
                        "hash every registered model, not only what is live and what a rollback needs",
                        () -> deep = true);
        registry.declareForRelease(syntax);
    }

    /** What a killed command left, which is no damage; also what one at work has, for nobody can tell them apart. */
    private Optional<String> drafts(Invocation invocation) throws IOException {
        Optional<DisposableArtifacts> artifacts = registry.folder(invocation);
        ImmutableList<Unfinished> drafts =
                artifacts.isPresent() ? artifacts.get().unfinished() : ImmutableList.of();
        return drafts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the artifacts hold %d copies half made, %d bytes (%s); where no command is at work, one was killed, and 'gate gc --delete' removes them when they are a day old"
                                .formatted(
                                        drafts.size(),
                                        drafts.stream()
                                                .mapToLong(Unfinished::bytes)
                                                .sum(),
                                        drafts.get(0).name()));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.open(invocation)) {
            Optional<KeptHead> head = registry.head(invocation);
            requireExisting(opened);
            if (repair) {
                repair(opened, head, invocation);
            }
            RegistryVerifier.Report report =
                    new RegistryVerifier(opened, Optional.of(registry.artifacts(invocation))).compared(head);
            drafts(invocation).ifPresent(note -> invocation.err().println("gate: note: " + note));
            report.notes().forEach(note -> invocation.err().println("gate: note: " + Printable.line(note)));
            if (report.isWhole()) {
                invocation
                        .out()
                        .println("whole: %d events, head %s"
                                .formatted(report.head().seq(), report.head().sha256()));
                report.pin()
                        .ifPresent(pin -> invocation
                                .out()
                                .println("registry_pin: {id: \"%s\"%s}"
                                        .formatted(
                                                pin.id(),
                                                pin.key()
                                                        .map(", key: \"%s\""::formatted)
                                                        .orElse(""))));
                return print(new BytesAudit(opened, registry.bytes(invocation)).run(deep), invocation);
            }
            report.findings().forEach(finding -> invocation.out().println(Printable.line(finding.toString())));
            return ExitStatus.REFUSED;
        }
    }

    /** What does not exist cannot be whole. */
    private static void requireExisting(Registry opened) throws IOException {
        if (opened.<Boolean>readAsFound(RegistryView::isEmpty)) {
            throw new CannotJudgeException(
                    "%s holds no registry, but one is required to be verified; name another".formatted(opened.uri()));
        }
    }

    private static void repair(Registry opened, Optional<KeptHead> head, Invocation invocation) throws IOException {
        RegistryRepair.Repaired done = new RegistryRepair(opened).run(head);
        done.restored().forEach(path -> invocation.out().println("restored from the events: " + path));
        done.removed().forEach(path -> invocation.out().println("removed, for no event explains it: " + path));
        invocation
                .err()
                .println("gate: note: entries, evidence and attempts are not in the events; where one is damaged,"
                        + " restore it from a copy");
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
