package dev.modelgate.cli;

import dev.modelgate.core.release.SemverTag;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.attach.EvidenceAttachment;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.Semvers;
import java.io.IOException;
import java.util.Optional;

/** {@code gate attach}: why a release was let through, beside its bytes. */
final class AttachCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private String version = "";
    private Optional<String> to = Optional.empty();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Attaches verdict and reports of a release to its bundle in an OCI registry, as referrers.",
                        "gate attach v0.3.1")
                .word("VERSION", "the release", value -> version = value)
                .option(
                        "--to",
                        "REF",
                        "the bundle: oci:HOST/REPOSITORY:TAG or @sha256:… (default: where the model's bytes are kept)",
                        value -> to = Optional.of(value));
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        SemverTag release = Semvers.parse(version);
        try (Registry opened = registry.open(invocation)) {
            Optional<EvidenceAttachment.Result> result = new EvidenceAttachment(
                            opened,
                            invocation.environment(),
                            Remote.of(invocation).transport())
                    .attach(release, to);
            if (result.isEmpty()) {
                return Unregistered.say(version, opened, invocation);
            }
            print(result.get(), invocation);
            return ExitStatus.DONE;
        }
    }

    private static void print(EvidenceAttachment.Result result, Invocation invocation) {
        invocation.out().println("attached to " + result.bundle());
        for (EvidenceAttachment.Document document : result.documents()) {
            invocation
                    .out()
                    .println("  %-20s  %s  %d bytes"
                            .formatted(Printable.line(document.name()), document.digest(), document.bytes()));
        }
    }
}
