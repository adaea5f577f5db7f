package dev.modelgate.registry.register;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.registry.bundle.AccompanyingFiles;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Registers a model: its bytes go to the artifact store, proven, and its entry into the registry. Registering it again
 * changes nothing but a lost copy of the bytes. The first model founds the registry.
 */
public final class Register {

    private final Registry registry;
    private final ArtifactStore artifacts;
    private final Clock clock;

    public Register(Registry registry, ArtifactStore artifacts, Clock clock) {
        this.registry = registry;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /**
     * What shall be registered.
     *
     * @param document what the bundle was read to, with its parent
     * @param bundle the directory it was read from
     * @param model the line of models, for a new registry; where it is given, it must be the registry's
     * @param branch whose rules count, for a new registry; an existing one keeps its own
     */
    public record Request(
            BundleDocument document,
            Path bundle,
            Optional<String> model,
            LineageFacts lineage,
            Optional<BranchName> branch) {

        /** Without a branch: a registry that it founds promotes nothing before one is recorded. */
        public Request(BundleDocument document, Path bundle, Optional<String> model, LineageFacts lineage) {
            this(document, bundle, model, lineage, Optional.empty());
        }

        /** The same, and the container image that serves it. */
        public Request inImage(String digest) {
            return new Request(document, bundle, model, lineage.inImage(digest), branch);
        }

        /** The same, in a registry whose rules are kept on that branch, where it founds one. */
        public Request onBranch(BranchName name) {
            return new Request(document, bundle, model, lineage, Optional.of(name));
        }
    }

    /** What became of it. */
    public sealed interface Result {}

    /** The model has its entry now. */
    public record Registered(Entry entry, Head head) implements Result {}

    /** It had one; its lineage is that of the first time. */
    public record AlreadyRegistered(Entry entry) implements Result {}

    /** The registry holds another line of models. */
    public record Refused(String message) implements Result {}

    /**
     * Registers.
     *
     * @throws CannotJudgeException where the bundle changed meanwhile, the stored copy is damaged, the registry
     *     contradicts itself, or a new registry would have no name
     * @throws IOException where bytes or entry could not be written; nothing was registered then
     */
    public Result run(Request request) throws IOException {
        Optional<Refused> refused = registry.read(view -> refusal(view, request));
        if (refused.isPresent()) {
            return refused.get();
        }
        registry.requireKey(clock.instant());
        Kept kept = keep(request);
        return registry.write(editor -> register(editor, request, kept));
    }

    /**
     * Stores a model's bytes, for a promotion that makes its entry as well.
     *
     * @throws CannotJudgeException where the bundle changed meanwhile or the stored copy is damaged
     * @throws IOException where the bytes could not be written
     */
    public Newcomer bring(Request request) throws IOException {
        return new Newcomer(this, request, keep(request));
    }

    /**
     * What the artifact store keeps of a model.
     *
     * @param artifact how it names the bytes
     * @param accompanying what lies beside the files that count, read from the store's own copy
     */
    record Kept(String artifact, ImmutableList<FileEntry> accompanying) {}

    /** The copy was stored or proven a moment ago, so it is on this machine. */
    private Kept keep(Request request) throws IOException {
        String artifact = artifacts.put(request.document(), request.bundle());
        Optional<Path> copy = artifacts.fetch(request.document().sha());
        return new Kept(artifact, copy.map(AccompanyingFiles::of).orElse(ImmutableList.of()));
    }

    private Result register(RegistryEditor editor, Request request, Kept kept) throws IOException {
        RegistryView view = editor.view();
        Optional<Refused> refused = refusal(view, request);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<StoredEntry> known = view.entry(request.document().sha());
        if (known.isPresent()) {
            return new AlreadyRegistered(known.get().entry());
        }
        Registration registration = plan(view, request, kept, clock.instant());
        return new Registered(registration.stored().entry(), registration.commit(editor));
    }

    Registration plan(RegistryView view, Request request, Kept kept, Instant now) throws IOException {
        Optional<RegistryIdentity> founded =
                view.identity().isPresent() ? Optional.empty() : Optional.of(identity(request));
        return Registration.of(view, request, kept, founded, now.truncatedTo(ChronoUnit.SECONDS));
    }

    Optional<Refused> refusal(RegistryView view, Request request) throws IOException {
        Optional<RegistryIdentity> identity = view.identity();
        String required = identity.map(RegistryIdentity::model)
                .orElseGet(() -> identity(request).model());
        return request.model()
                .filter(model -> !model.equals(required))
                .map(model -> new Refused(
                        ("the model is named '%s', but %s holds '%s'; several models are several registries,"
                                        + " name another")
                                .formatted(model, registry.uri(), required)));
    }

    private RegistryIdentity identity(Request request) {
        String model = request.model()
                .orElseThrow(() -> new CannotJudgeException(
                        "%s is a new registry and has no name, but it holds one line of models; name the model"
                                .formatted(registry.uri())));
        return new RegistryIdentity(model, registry.environment() == Environment.DEVELOPMENT, request.branch());
    }
}
