package dev.modelgate.registry.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.artifact.DirectoryArtifactStore;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.quarantine.Quarantine;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.tracking.TrackedTags;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A registry over any store, with a project's models, at one moment. */
public final class TestRegistry {

    public static final Clock CLOCK = Clock.fixed(ProjectFolder.NOW, ZoneOffset.UTC);

    public final Registry registry;
    public final List<String> notices = new ArrayList<>();
    private final ProjectFolder project;

    public TestRegistry(RegistryStore store, ProjectFolder project) {
        this(store, project, Optional.empty());
    }

    /** With a key that seals what it writes. */
    public TestRegistry(RegistryStore store, ProjectFolder project, Optional<? extends VerdictSigner> signer) {
        this.registry = new Registry(store, Environment.PRODUCTION, signer, notices::add);
        this.project = project;
    }

    public Register.Result register(String content) throws IOException {
        return register(content, Optional.empty());
    }

    public Register.Result register(String content, Optional<CanonicalSha> parent) throws IOException {
        Register.Request request = new Register.Request(
                project.document(content, parent),
                project.bundle(content),
                Optional.of("grammar-tutor"),
                LineageFacts.UNKNOWN);
        return new Register(registry, artifacts(), CLOCK).run(request.onBranch(ProjectFolder.BRANCH));
    }

    /** Registers a model that a tracker's run made. */
    public Register.Result registerFromRun(String content, String run) throws IOException {
        LineageFacts facts = new LineageFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LineageFacts.UNKNOWN.hyperparameters(),
                Optional.empty(),
                ImmutableMap.of(),
                Optional.empty(),
                new LineageFacts.Origin(
                        Optional.of("mlflow:" + run), ImmutableList.of(run), Optional.empty(), ImmutableList.of()),
                Optional.empty(),
                Optional.empty());
        return new Register(registry, artifacts(), CLOCK)
                .run(new Register.Request(
                                project.document(content, Optional.empty()),
                                project.bundle(content),
                                Optional.of("grammar-tutor"),
                                facts)
                        .onBranch(ProjectFolder.BRANCH));
    }

    /** Promotes and tells the model's run. */
    public Promotion.Result promote(String content, String semver, Path verdict, TrackedTags tracked)
            throws IOException {
        try (GitCommittedFiles committed = GitCommittedFiles.open(project.root, Optional.empty())) {
            return new Promotion(registry, committed, bytes(), CLOCK)
                    .telling(tracked)
                    .run(new Promotion.Request(
                            project.sha(content), Semvers.parse(semver), Optional.of(verdict), Optional.empty()));
        }
    }

    public DirectoryArtifactStore artifacts() {
        return new DirectoryArtifactStore(project.file("artifacts"));
    }

    /** What may go live: the models that were registered here. */
    public LiveBytes bytes() {
        return LiveBytes.in("artifacts", artifacts());
    }

    public Promotion.Result promote(String content, String semver, Path verdict) throws IOException {
        return promote(new Promotion.Request(
                project.sha(content), Semvers.parse(semver), Optional.of(verdict), Optional.empty()));
    }

    public Promotion.Result promote(Promotion.Request request) throws IOException {
        return promote(request, CLOCK);
    }

    public Promotion.Result promote(Promotion.Request request, Clock clock) throws IOException {
        try (GitCommittedFiles committed = GitCommittedFiles.open(project.root, Optional.empty())) {
            return new Promotion(registry, committed, bytes(), clock).run(request);
        }
    }

    /** Registers, judges and promotes a good model. */
    public Promotion.Result release(String content, String semver) throws IOException {
        register(content);
        Optional<CanonicalSha> live = live().map(LivePointer::sha);
        return promote(content, semver, project.judged(content, live, 96));
    }

    public Rollback.Result rollback(RollbackTarget target) throws IOException {
        return rollback(target, Optional.empty());
    }

    public Rollback.Result rollback(RollbackTarget target, Optional<RollbackTarget.Named> from) throws IOException {
        return new Rollback(registry, bytes(), CLOCK)
                .run(new Rollback.Request(target, from, Optional.of("bad answers")));
    }

    /** Judges again by the commit, as a promotion does. */
    public Quarantine.Result quarantine(String content, Path verdict) throws IOException {
        try (GitCommittedFiles committed = GitCommittedFiles.open(project.root, Optional.empty())) {
            return new Quarantine(registry, CLOCK)
                    .order(
                            project.sha(content),
                            verdict,
                            Optional.empty(),
                            new Promotion(registry, committed, bytes(), CLOCK));
        }
    }

    public Optional<LivePointer> live() throws IOException {
        return registry.read(RegistryView::live);
    }
}
