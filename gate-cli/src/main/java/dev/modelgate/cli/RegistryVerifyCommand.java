package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.core.port.DisposableArtifacts.Unfinished;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.util.Optional;

/** {@code gate registry verify}: whether the registry is what its events say. */
final class RegistryVerifyCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private Optional<String> head = Optional.empty();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Checks every event, tag and entry of the registry, and says which is not what it was.",
                        "gate registry verify --head kept/head.json")
                .option(
                        "--head",
                        "FILE",
                        "a head kept elsewhere: without one a dropped tail cannot be seen",
                        value -> head = Optional.of(value));
        registry.declare(syntax);
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
            RegistryVerifier.Report report = new RegistryVerifier(opened).run(head.map(invocation::path));
            drafts(invocation).ifPresent(note -> invocation.err().println("gate: note: " + note));
            report.notes().forEach(note -> invocation.err().println("gate: note: " + Printable.line(note)));
            if (report.isWhole()) {
                invocation
                        .out()
                        .println("whole: %d events, head %s"
                                .formatted(report.head().seq(), report.head().sha256()));
                return ExitStatus.DONE;
            }
            report.findings().forEach(finding -> invocation.out().println(Printable.line(finding.toString())));
            return ExitStatus.REFUSED;
        }
    }
}
