package dev.modelgate.cli;

import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.copy.Rebase;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;

/** {@code gate registry rebase}: what one side of a fork did, done again behind the other. */
final class RegistryRebaseCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private String onto = "";

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Mends a fork: does again, behind the end of another history, what this registry has beyond it.",
                        "gate registry rebase --registry ./mine --onto 'git+ssh://git@host/models.git#tutor'")
                .required("--onto", "URI", "the history that stays and gets the rest", value -> onto = value);
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry moving = registry.open(invocation);
                Registry staying = registry.open(onto, invocation)) {
            Rebase.Result result = new Rebase(moving, staying).run();
            if (result instanceof Rebase.Rebased done) {
                invocation
                        .out()
                        .println("rebased: %d events in common, %d done again, %d known there; head %d %s"
                                .formatted(
                                        done.common(),
                                        done.added(),
                                        done.known(),
                                        done.head().seq(),
                                        done.head().sha256()));
                return ExitStatus.DONE;
            }
            ((Rebase.Refused) result)
                    .findings()
                    .forEach(finding -> invocation.out().println(Printable.line(finding.toString())));
            return ExitStatus.REFUSED;
        }
    }
}
