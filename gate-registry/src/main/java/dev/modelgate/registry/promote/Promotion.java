package dev.modelgate.registry.promote;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.port.CommittedFiles;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.PromotionRules;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.register.Newcomer;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StateCodec;
import dev.modelgate.registry.state.StoredEntry;
import dev.modelgate.registry.tracking.TrackedTags;
import dev.modelgate.registry.tracking.TrackedTags.Attempt;
import dev.modelgate.registry.tracking.TrackedTags.Telling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Promotes a model: gives it a version and makes it live. It is checked twice, before the registry is locked, so that
 * a refusal touches nothing, and again under the lock, where it counts. Only the bytes are hashed before the lock alone:
 * they are what their SHA says or not, whatever the registry does meanwhile.
 */
public final class Promotion {

    /** What a program says that promotes by the library and names no version of its own. */
    private static final String UNKNOWN_VERSION = "unknown";

    private final Registry registry;
    private final CommittedFiles committed;
    private final LiveBytes bytes;
    private final Clock clock;
    private final Optional<TrackedTags> tracked;
    private final Optional<Newcomer> newcomer;
    private final String gateVersion;

    /** @param bytes where the model must be, whole */
    public Promotion(Registry registry, CommittedFiles committed, LiveBytes bytes, Clock clock) {
        this(registry, committed, bytes, clock, Optional.empty(), Optional.empty(), UNKNOWN_VERSION);
    }

    private Promotion(
            Registry registry,
            CommittedFiles committed,
            LiveBytes bytes,
            Clock clock,
            Optional<TrackedTags> tracked,
            Optional<Newcomer> newcomer,
            String gateVersion) {
        this.registry = registry;
        this.committed = committed;
        this.bytes = bytes;
        this.clock = clock;
        this.tracked = tracked;
        this.newcomer = newcomer;
        this.gateVersion = gateVersion;
    }

    /** The same, which also tells the run that made the model. */
    public Promotion telling(TrackedTags tracker) {
        return new Promotion(registry, committed, bytes, clock, Optional.of(tracker), newcomer, gateVersion);
    }

    /** The same, which also makes the entry of a model that has none: both, or where the gate says no neither. */
    public Promotion registering(Newcomer model) {
        return new Promotion(registry, committed, bytes, clock, tracked, Optional.of(model), gateVersion);
    }

    /** The same by the gate of this version, which its own judgement names. */
    public Promotion byGate(String version) {
        return new Promotion(registry, committed, bytes, clock, tracked, newcomer, version);
    }

    /**
     * What shall be promoted, by what.
     *
     * @param verdict the verdict's file; without one nothing is promoted
     * @param evidence a folder with the evidence, besides the verdict's own
     */
    public record Request(CanonicalSha sha, SemverTag semver, Optional<Path> verdict, Optional<Path> evidence) {}

    /** What became of it. */
    public sealed interface Result {}

    /**
     * The model is live under its version.
     *
     * @param previous what was live before
     * @param head the registry's head now, to be kept elsewhere
     */
    public record Promoted(LivePointer release, Optional<LivePointer> previous, Head head) implements Result {}

    /**
     * The version named the model already; nothing changed.
     *
     * @param live what is live, which may be another release by now
     */
    public record AlreadyPromoted(CanonicalSha sha, SemverTag semver, Optional<LivePointer> live) implements Result {}

    /** The gate says no; nothing changed. */
    public record Refused(ImmutableList<Reason> reasons) implements Result {}

    /**
     * Promotes.
     *
     * @throws CannotJudgeException where verdict, evidence, baseline or registry cannot be read, or the tracker cannot
     *     be told, or it cannot be told whether the model's bytes are whole; nothing was promoted then
     * @throws IOException where the registry could not be written; nothing was promoted then
     */
    public Result run(Request request) throws IOException {
        Optional<Result> settled = registry.read(view -> settled(request, view));
        if (settled.isPresent()) {
            if (settled.get() instanceof AlreadyPromoted) {
                registry.settle();
            }
            return settled.get();
        }
        registry.requireKey(clock.instant());
        Optional<Reason> objection = bytes.objection(registry.read(view -> entry(request, view)));
        if (objection.isPresent()) {
            return new Refused(ImmutableList.of(objection.get()));
        }
        Attempt<Result> attempt = telling -> registry.write(editor -> promote(request, editor, telling));
        Optional<String> run = tracked.isPresent() ? registry.read(view -> runOf(request, view)) : Optional.empty();
        return run.isPresent()
                ? tracked.orElseThrow().promoting(registry, run.get(), attempt)
                : attempt.run(Telling.NOBODY);
    }

    /** The run that made the model; a model that no run made is promoted alone. */
    private Optional<String> runOf(Request request, RegistryView view) throws IOException {
        return view.entry(request.sha())
                .map(stored -> stored.entry().lineage())
                .or(() -> joining(request).map(Newcomer::lineage))
                .flatMap(lineage -> lineage.origin().runs().stream().findFirst());
    }

    /** The model's entry as it is or would be made; one without is refused before. */
    private Entry entry(Request request, RegistryView view) throws IOException {
        Optional<StoredEntry> known = view.entry(request.sha());
        StoredEntry stored = known.isPresent()
                ? known.get()
                : joining(request).orElseThrow().in(view, clock.instant()).stored();
        return stored.entry();
    }

    private Optional<Newcomer> joining(Request request) {
        return newcomer.filter(model -> model.sha().equals(request.sha()));
    }

    /**
     * Why a verdict would not promote a model now, apart from its version and a quarantine: for whoever lifts one.
     *
     * @throws CannotJudgeException where verdict, evidence, baseline or registry cannot be read
     */
    public ImmutableList<Reason> objections(Request request, RegistryView view) throws IOException {
        return gather(request, view).refusals().stream()
                .filter(reason -> !reason.code().equals(ReasonCode.QUARANTINED)
                        && !reason.code().equals(ReasonCode.SEMVER_TAKEN))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * A verdict that is no pass, judged again.
     *
     * @param objections why it does not stand; empty where it does
     * @param documents the verdict and what it rests on, which the registry keeps
     */
    public record JudgedAgain(ImmutableList<Reason> objections, ImmutableMap<DocumentPath, byte[]> documents) {}

    /**
     * Judges a verdict that is no pass again, from its evidence and under the committed rules: for a quarantine, which
     * takes no more on a verdict's word than a promotion does.
     *
     * @throws CannotJudgeException where verdict, evidence, baseline or registry cannot be read
     */
    public JudgedAgain judgeAgain(Request request, RegistryView view) throws IOException {
        PromotionCase found = gather(request, view);
        return new JudgedAgain(PromotionRules.objectionsToRefusal(found.facts()), found.documents());
    }

    private Optional<Result> settled(Request request, RegistryView view) throws IOException {
        Optional<Result> already = already(request, view);
        return already.isPresent() ? already : refusal(gather(request, view));
    }

    private Result promote(Request request, RegistryEditor editor, Telling telling) throws IOException {
        RegistryView view = editor.view();
        Optional<Result> already = already(request, view);
        if (already.isPresent()) {
            return already.get();
        }
        PromotionCase found = gather(request, view);
        Optional<Result> refusal = refusal(found);
        return refusal.isPresent() ? refusal.get() : write(request, found, editor, telling);
    }

    /**
     * A second run says so, also when its verdict is stale by now. What is in quarantine it does not call promoted, nor
     * what was taken back since: whoever reads a status of 0 would believe that it serves.
     */
    private static Optional<Result> already(Request request, RegistryView view) throws IOException {
        if (!view.tags().named(request.semver()).equals(Optional.of(request.sha()))) {
            return Optional.empty();
        }
        Optional<StoredEntry> entry = view.entry(request.sha());
        boolean quarantined =
                entry.isPresent() && view.isQuarantined(entry.get().entry().contentSha());
        Optional<Reason> objection = PromotionRules.quarantine(request.sha(), quarantined);
        return Optional.of((objection.isPresent() ? objection : takenBack(request, view))
                .<Result>map(reason -> new Refused(ImmutableList.of(reason)))
                .orElse(new AlreadyPromoted(request.sha(), request.semver(), view.live())));
    }

    /** What is live or lies behind it was followed by others; a version beside that path was rolled back from. */
    private static Optional<Reason> takenBack(Request request, RegistryView view) throws IOException {
        LivePointer live = view.live()
                .orElseThrow(() ->
                        new DamagedRegistryException("%s has versions and nothing live; run 'gate registry verify'"
                                .formatted(view.name(DocumentPath.LIVE))));
        boolean follows = live.semver().equals(request.semver())
                || Streams.stream(view.before(live))
                        .anyMatch(release -> release.semver().equals(request.semver()));
        return follows ? Optional.empty() : Optional.of(PromotionRules.rolledBack(request.semver(), live));
    }

    private PromotionCase gather(Request request, RegistryView view) throws IOException {
        return PromotionCase.gather(request, view, committed, clock.instant(), gateVersion, joining(request));
    }

    private static Optional<Result> refusal(PromotionCase found) {
        ImmutableList<Reason> reasons = found.refusals();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Refused(reasons));
    }

    private static Promoted write(Request request, PromotionCase found, RegistryEditor editor, Telling telling)
            throws IOException {
        RegistryView view = editor.view();
        LivePointer release = new LivePointer(request.sha(), request.semver(), found.lastSeq(view) + 1);
        EventBody.Promoted event = new EventBody.Promoted(
                request.sha(), found.entry().orElseThrow().sha256(), request.semver(), found.digests(), found.live());
        byte[] tags = StateCodec.encode(view.tags().with(request.semver(), request.sha()));
        ImmutableMap<DocumentPath, Optional<byte[]>> told = telling.tell(editor, event, release.promotedSeq());
        found.register(editor); // behind the tracker: one that cannot be told leaves the registry as it was
        found.count(editor, at(found));
        Head head = editor.commit(new Change(
                at(found),
                event,
                ImmutableMap.<DocumentPath, byte[]>builder()
                        .putAll(found.documents())
                        .put(DocumentPath.TAGS, tags)
                        .buildOrThrow(),
                ImmutableMap.<DocumentPath, Optional<byte[]>>builder()
                        .putAll(told)
                        .put(DocumentPath.LIVE, Optional.of(StateCodec.encode(release, at(found))))
                        .buildOrThrow()));
        return new Promoted(release, found.live(), head);
    }

    private static Instant at(PromotionCase found) {
        return found.facts().now().truncatedTo(ChronoUnit.SECONDS);
    }
}
