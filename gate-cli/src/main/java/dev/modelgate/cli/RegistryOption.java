package dev.modelgate.cli;

import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.core.release.Environment;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.state.Registry;
import java.nio.file.Files;
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
                notice -> invocation.err().println("gate: " + Printable.line(notice)));
    }

    /** False where nobody named a registry and the default is not there. */
    boolean exists(Invocation invocation) {
        return given.isPresent()
                || invocation.variable("GATE_REGISTRY").isPresent()
                || Files.isDirectory(invocation.path(uri(invocation)));
    }

    /** The wiring's, else the one beside the registry. */
    ArtifactStore artifacts(Invocation invocation) {
        return Project.of(invocation)
                .settings()
                .wiring()
                .artifacts()
                .map(name -> Remote.of(invocation).stores().open(name, invocation.directory()))
                .orElseGet(() -> Registries.artifacts(invocation.directory(), uri(invocation)));
    }

    /** The artifacts where they lie in a directory: no server is asked, and no login needed. */
    Optional<DisposableArtifacts> folder(Invocation invocation) {
        boolean served = Project.of(invocation)
                .settings()
                .wiring()
                .artifacts()
                .filter(name -> name.startsWith("mlflow:") || name.startsWith("oci:"))
                .isPresent();
        return served || !(artifacts(invocation) instanceof DisposableArtifacts artifacts)
                ? Optional.empty()
                : Optional.of(artifacts);
    }

    private String uri(Invocation invocation) {
        return given.or(() -> invocation.variable("GATE_REGISTRY"))
                .or(() -> Project.of(invocation).settings().wiring().registry())
                .orElse("registry");
    }
}
