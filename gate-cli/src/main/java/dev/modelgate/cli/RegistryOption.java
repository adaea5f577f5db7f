package dev.modelgate.cli;

import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.release.Environment;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.state.Registry;
import java.util.Optional;

/** Which registry a command works on: {@code --registry}, else {@code GATE_REGISTRY}, else the wiring's, else ./registry. */
final class RegistryOption {

    private Optional<String> given = Optional.empty();

    Syntax declare(Syntax syntax) {
        return syntax.option(
                "--registry",
                "URI",
                "the registry (default: GATE_REGISTRY, gate.yaml, ./registry)",
                value -> given = Optional.of(value));
    }

    Registry open(Invocation invocation) {
        return Registries.open(
                invocation.directory(),
                uri(invocation),
                Environment.of(invocation.environment()),
                invocation.environment(),
                LocalSigner.of(invocation.environment()),
                notice -> invocation.err().println("gate: " + Printable.line(notice)));
    }

    ArtifactStore artifacts(Invocation invocation) {
        return Registries.artifacts(invocation.directory(), uri(invocation));
    }

    private String uri(Invocation invocation) {
        return given.or(() -> invocation.variable("GATE_REGISTRY"))
                .or(() -> Project.of(invocation).settings().wiring().registry())
                .orElse("registry");
    }
}
