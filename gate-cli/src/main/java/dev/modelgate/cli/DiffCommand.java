package dev.modelgate.cli;

import dev.modelgate.core.identity.BundleDiff;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.browse.ListedModel;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.diff.WeightComparison;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code gate diff}: what changed between two models; the first thing that a reviewer looks at. */
final class DiffCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private String before = "";
    private String after = "";

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Shows what changed between two models: configuration, tensors and how far they moved, files.",
                        "gate diff v0.3.1 v0.3.2")
                .word("BEFORE", "a version, a canonical SHA or a bundle's directory", value -> before = value)
                .word("AFTER", "the same for the second model", value -> after = value);
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        Optional<Model> left = model(before, invocation);
        Optional<Model> right = model(after, invocation);
        if (left.isEmpty() || right.isEmpty()) {
            try (Registry opened = registry.open(invocation)) {
                return Unregistered.say(left.isEmpty() ? before : after, opened, invocation);
            }
        }
        BundleDiff diff = BundleDiff.between(left.get().document(), right.get().document());
        try (HashBar bar = HashBar.on(invocation)) {
            invocation
                    .out()
                    .print(DiffText.of(
                            diff,
                            WeightComparison.measure(
                                    diff, left.get().bundle(), right.get().bundle(), bar)));
        }
        return ExitStatus.DONE;
    }

    /** A model whose bytes are at hand. */
    private record Model(BundleDocument document, Path bundle) {}

    private Optional<Model> model(String name, Invocation invocation) throws IOException {
        Path directory = invocation.path(name);
        if (Files.isDirectory(directory)) {
            return Optional.of(new Model(new BundleReader().read(directory, Optional.empty()), directory));
        }
        try (Registry opened = registry.open(invocation)) {
            Optional<ListedModel> listed = new RegistryListing(opened).get(name);
            if (listed.isEmpty()) {
                return Optional.empty();
            }
            CanonicalSha sha = listed.get().entry().sha();
            Optional<Path> bundle = registry.artifacts(invocation).fetch(sha);
            return bundle.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Model(
                            new BundleReader()
                                    .read(bundle.get(), listed.get().entry().parent()),
                            bundle.get()));
        }
    }
}
