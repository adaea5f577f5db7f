package dev.modelgate.cli;

import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.bundle.BundleReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code gate sha}: who a model is. */
final class ShaCommand implements GateCommand {

    private String directory = "";
    private Optional<CanonicalSha> parent = Optional.empty();
    private boolean document;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Prints the canonical SHA of a bundle: the identity of its weights, configuration, files and parent.",
                        "gate sha examples/grammar-tutor/models/clean")
                .word("DIR", "the bundle's directory", value -> directory = value)
                .option(
                        "--parent",
                        "SHA",
                        "canonical SHA of the model it was made from",
                        value -> parent = Optional.of(Options.sha(value)))
                .flag("--document", "print the canonical document instead, byte for byte", () -> document = true);
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        try (HashBar bar = HashBar.on(invocation)) {
            BundleDocument bundle = new BundleReader(bar).read(invocation.path(directory), parent);
            String text = document
                    ? new String(bundle.bytes(), StandardCharsets.UTF_8)
                    : bundle.sha().hex() + "\n";
            invocation.out().print(text);
            return ExitStatus.DONE;
        }
    }
}
