package dev.modelgate.embedding;

import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.Semvers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** Enters a bundle into a registry and makes it live, if its verdict stands. */
final class PromoteIntoARegistry {

    private PromoteIntoARegistry() {}

    /**
     * Promotion judges again for itself, from the reports beside the verdict and the baseline in the commit.
     *
     * @param notices told what a crash left behind and this call mended
     */
    static Promotion.Result promote(
            Path project, Path bundle, Path verdict, String version, Clock clock, Consumer<String> notices)
            throws IOException {
        BundleDocument model = new BundleReader().read(bundle, Optional.empty());
        try (Registry registry = Registries.open(project, "registry", Environment.PRODUCTION, notices);
                GitCommittedFiles committed = GitCommittedFiles.open(project, Optional.empty())) {
            new Register(registry, Registries.artifacts(project, "registry"), clock)
                    .run(new Register.Request(model, bundle, Optional.of("my-model"), LineageFacts.UNKNOWN)
                            .onBranch(new BranchName("main")));
            return new Promotion(registry, committed, Registries.bytes(project, "registry"), clock)
                    .run(new Promotion.Request(
                            model.sha(), Semvers.parse(version), Optional.of(verdict), Optional.empty()));
        }
    }
}
