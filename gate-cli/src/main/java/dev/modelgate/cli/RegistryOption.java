package dev.modelgate.cli;

import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.core.release.Environment;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.state.KeptHead;
import dev.modelgate.registry.state.Registry;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which registry a command works on: {@code --registry}, else {@code GATE_REGISTRY}, else the wiring's, else ./registry. */
final class RegistryOption {

    /** Names a head that was kept elsewhere, as text or as a file. */
    static final String HEAD = "GATE_REGISTRY_HEAD";

    private final List<String> stores = new ArrayList<>();
    private Optional<String> given = Optional.empty();
    private Optional<String> head = Optional.empty();

    Syntax declare(Syntax syntax) {
        return syntax.option(
                "--registry",
                "URI",
                "the registry (default: GATE_REGISTRY, gate.yaml, ./registry)",
                value -> given = Optional.of(value));
    }

    /** The same, and the head that the registry must contain. */
    Syntax declareWithHead(Syntax syntax) {
        return withHead(declare(syntax));
    }

    /** For a command that makes something live: the head that the registry must contain, and where the bytes are. */
    Syntax declareForRelease(Syntax syntax) {
        return withBytes(withHead(declare(syntax)));
    }

    private Syntax withBytes(Syntax syntax) {
        return syntax.repeated(
                "--artifacts",
                "STORE",
                "another store of the bytes: a directory, mlflow:RUN_ID or oci:HOST/REPOSITORY; may be repeated",
                stores::add);
    }

    private Syntax withHead(Syntax syntax) {
        return syntax.option(
                "--head",
                "HEAD",
                "a head kept elsewhere, as text or as a file (default: GATE_REGISTRY_HEAD): without one an older"
                        + " copy, put back whole, cannot be seen",
                value -> head = Optional.of(value));
    }

    /** What {@code --head} says, else the environment. */
    Optional<KeptHead> head(Invocation invocation) {
        return head.map(given -> KeptHead.of(given, invocation.directory(), "--head"))
                .or(() -> invocation
                        .variable(HEAD)
                        .filter(text -> !text.isBlank())
                        .map(given -> KeptHead.of(given, invocation.directory(), HEAD)));
    }

    /** The registry, which must be the pinned one where {@code gate.yaml} pins it. */
    Registry open(Invocation invocation) {
        return open(uri(invocation), invocation);
    }

    /** Another address of it, held to the same. */
    Registry open(String uri, Invocation invocation) {
        return Registries.open(
                        invocation.directory(),
                        uri,
                        Environment.of(invocation.environment()),
                        invocation.environment(),
                        notice -> invocation.err().println("gate: " + Printable.line(notice)))
                .heldTo(Project.of(invocation).settings().wiring().registryPin());
    }

    /** The registry, which must contain the head that was kept. */
    Registry openContinuing(Invocation invocation) {
        return open(invocation).continuing(head(invocation));
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
