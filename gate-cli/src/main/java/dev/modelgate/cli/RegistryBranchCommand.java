package dev.modelgate.cli;

import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.Head;
import dev.modelgate.registry.register.BranchEdit;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.util.Optional;

/** {@code gate registry branch}: on which branch the rules are kept that count. */
final class RegistryBranchCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private Optional<BranchName> branch = Optional.empty();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Records the branch whose baseline and policy count, or prints it where none is named.",
                        "gate registry branch main")
                .optionalWord("NAME", "its short name", value -> branch = Optional.of(Options.branch(value)));
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.open(invocation)) {
            if (branch.isEmpty()) {
                Optional<BranchName> known = opened.read(RegistryView::branch);
                invocation.out().println(known.map(BranchName::text).orElse("no branch is recorded"));
                return ExitStatus.DONE;
            }
            Optional<Head> head = new BranchEdit(opened, invocation.clock()).run(branch.get());
            invocation
                    .out()
                    .println(head.map(now ->
                                    "branch '%s' recorded; head %d %s".formatted(branch.get(), now.seq(), now.sha256()))
                            .orElse("branch '%s' was recorded already; nothing changed".formatted(branch.get())));
            return ExitStatus.DONE;
        }
    }
}
