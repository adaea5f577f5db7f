package dev.modelgate.cli;

import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.release.Environment;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.state.Registry;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which registry a command works on: {@code --registry}, else {@code GATE_REGISTRY}, else the wiring's, else ./registry. */
final class RegistryOption {

    private final List<String> stores = new ArrayList<>();
    private Optional<String> given = Optional.empty();

    Syntax declare(Syntax syntax) {
        return syntax.option(
                "--registry",
                "URI",
                "the registry (default: GATE_REGISTRY, gate.yaml, ./registry)",
                value -> given = Optional.of(value));
    }

    /** For a command that makes something live, or looks whether it could. */
    Syntax declareWithBytes(Syntax syntax) {
        return declare(syntax)
                .repeated(
                        "--artifacts",
                        "STORE",
                        "another store of the bytes: a directory, mlflow:RUN_ID or oci:HOST/REPOSITORY; may be repeated",
                        stores::add);
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
        return Registries.artifacts(
                invocation.directory(),
                uri(invocation),
                Project.of(invocation).settings().wiring().artifacts(),
                invocation.environment());
    }

    /** Where a release's bytes are looked for: named by {@code --artifacts}, by the wiring, beside the registry. */
    LiveBytes bytes(Invocation invocation) {
        return Registries.bytes(
                invocation.directory(),
                uri(invocation),
                Stream.concat(stores.stream(), Project.of(invocation).settings().wiring().artifacts().stream())
                        .toList(),
                invocation.environment());
    }

    private String uri(Invocation invocation) {
        return given.or(() -> invocation.variable("GATE_REGISTRY"))
                .or(() -> Project.of(invocation).settings().wiring().registry())
                .orElse("registry");
    }
}
