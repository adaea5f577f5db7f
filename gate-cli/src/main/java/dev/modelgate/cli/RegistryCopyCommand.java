package dev.modelgate.cli;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.Environment;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.copy.RegistryCopy;
import java.io.IOException;

/** {@code gate registry copy}: the same registry in another store. */
final class RegistryCopyCommand implements GateCommand {

    private String from = "";
    private String to = "";

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Copies a registry byte for byte into an empty store, or into an older state of itself.",
                        "gate registry copy ./registry 'git+ssh://git@host/models.git#tutor'")
                .word("FROM", "the registry", value -> from = value)
                .word("TO", "where it shall be too", value -> to = value);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (RegistryStore source = open(from, invocation);
                RegistryStore target = open(to, invocation)) {
            Environment environment = Environment.of(invocation.environment());
            RegistryCopy.Result result = new RegistryCopy(source, target, environment).run();
            if (result instanceof RegistryCopy.Copied copied) {
                invocation
                        .out()
                        .println("copied: %d new events, %d documents, head %d %s"
                                .formatted(
                                        copied.events(),
                                        copied.documents(),
                                        copied.head().seq(),
                                        copied.head().sha256()));
                return ExitStatus.DONE;
            }
            refusal(result, invocation);
            return ExitStatus.REFUSED;
        }
    }

    private static void refusal(RegistryCopy.Result result, Invocation invocation) {
        if (result instanceof RegistryCopy.Refused refused) {
            invocation.out().println(Printable.line(refused.message()));
        } else if (result instanceof RegistryCopy.Damaged damaged) {
            damaged.findings().forEach(finding -> invocation.out().println(Printable.line(finding.toString())));
        }
    }

    private static RegistryStore open(String uri, Invocation invocation) {
        return Registries.store(
                invocation.directory(),
                uri,
                invocation.environment(),
                notice -> invocation.err().println("gate: " + Printable.line(notice)));
    }
}
