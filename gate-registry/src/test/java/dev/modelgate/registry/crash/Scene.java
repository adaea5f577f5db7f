package dev.modelgate.registry.crash;

import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.artifact.DirectoryArtifactStore;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.artifact.mlflow.MlflowRunTracker;
import dev.modelgate.registry.artifact.mlflow.MlflowServer;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.http.Patience;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.quarantine.Quarantine;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.rollback.RollbackTargets;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import dev.modelgate.registry.testing.WatchedStore;
import dev.modelgate.registry.testing.WatchedStore.Watcher;
import dev.modelgate.registry.tracking.TrackedTags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One command on one registry: what the victim does, and the same again after its death.
 *
 * @param project with models and verdicts, only read
 * @param place with the registry, its own for each run
 */
record Scene(ProjectFolder project, Path place) {

    /** What is done. */
    enum Deed {
        REGISTER,
        PROMOTE,
        PROMOTE_TRACKED,
        QUARANTINE,
        ROLLBACK
    }

    Path root() {
        return place.resolve("registry");
    }

    RegistryStore store() {
        return new FileRegistryStore(root(), notice -> {});
    }

    DirectoryArtifactStore artifacts() {
        return new DirectoryArtifactStore(place.resolve("artifacts"));
    }

    /** Does it. */
    void act(Deed deed, Watcher watcher, Optional<String> tracker) throws IOException {
        TestRegistry registry = new TestRegistry(new WatchedStore(store(), watcher), project);
        switch (deed) {
            case REGISTER -> register(registry.registry);
            case PROMOTE -> promote(registry.registry, Optional.empty());
            case PROMOTE_TRACKED -> promote(registry.registry, tracker);
            case QUARANTINE -> quarantine(registry.registry);
            case ROLLBACK ->
                registry.rollback(RollbackTarget.Back.PREVIOUS, Optional.of(RollbackTargets.parse("v0.3.2")));
        }
    }

    void register(Registry registry) throws IOException {
        Path bundle = bundle("third");
        BundleDocument document = new BundleReader().read(bundle, Optional.empty());
        new Register(registry, artifacts(), TestRegistry.CLOCK)
                .run(new Register.Request(document, bundle, Optional.of("grammar-tutor"), LineageFacts.UNKNOWN)
                        .onBranch(ProjectFolder.BRANCH));
    }

    void promote(Registry registry, Optional<String> tracker) throws IOException {
        try (GitCommittedFiles committed = GitCommittedFiles.open(project.root, Optional.empty())) {
            Promotion alone = new Promotion(registry, committed, bytes(), TestRegistry.CLOCK);
            tracker.map(it -> alone.telling(tracked(it)))
                    .orElse(alone)
                    .run(new Promotion.Request(
                            sha("retrain"),
                            Semvers.parse("v0.3.2"),
                            Optional.of(project.file("retrain_verdict.json")),
                            Optional.empty()));
        }
    }

    private void quarantine(Registry registry) throws IOException {
        try (GitCommittedFiles committed = GitCommittedFiles.open(project.root, Optional.empty())) {
            new Quarantine(registry, TestRegistry.CLOCK)
                    .order(
                            sha("retrain"),
                            project.file("refused_verdict.json"),
                            Optional.empty(),
                            new Promotion(registry, committed, bytes(), TestRegistry.CLOCK));
        }
    }

    private LiveBytes bytes() {
        return new TestRegistry(store(), project).bytes();
    }

    CanonicalSha sha(String model) {
        return new BundleReader().read(bundle(model), Optional.empty()).sha();
    }

    /** Written once, for many processes read it. */
    private Path bundle(String model) {
        return project.file("bundles").resolve(model);
    }

    static TrackedTags tracked(String tracker) {
        MlflowServer server = MlflowServer.of(Map.of("MLFLOW_TRACKING_URI", tracker));
        return new TrackedTags(new MlflowRunTracker(server, Patience.patientTransport()), new Patience(), notice -> {});
    }
}
