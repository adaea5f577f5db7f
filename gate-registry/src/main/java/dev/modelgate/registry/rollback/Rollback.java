package dev.modelgate.registry.rollback;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RollbackRule;
import dev.modelgate.core.release.RollbackRule.Choice;
import dev.modelgate.core.release.RollbackRule.Chosen;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.ReleasePath;
import dev.modelgate.registry.state.StateCodec;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes a release back: the pointer goes to what was live before, an event says so, and every tag stays what it was.
 *
 * <p>It goes back from one named release: where another one is live by the time the lock is had, somebody else has
 * moved the pointer, and nothing happens. So two rollbacks at once, or one repeated, go back once. What goes live is
 * hashed before the lock is taken.
 */
public final class Rollback {

    private final Registry registry;
    private final LiveBytes bytes;
    private final Clock clock;

    /** @param bytes where the release to go back to must be, whole */
    public Rollback(Registry registry, LiveBytes bytes, Clock clock) {
        this.registry = registry;
        this.bytes = bytes;
        this.clock = clock;
    }

    /**
     * What shall be live again.
     *
     * @param from the release that is taken back; by default what is live when it is asked
     * @param why for whoever reads the history; from outside
     */
    public record Request(RollbackTarget target, Optional<RollbackTarget.Named> from, Optional<String> why) {}

    /** What became of it. */
    public sealed interface Result {}

    /** Another release is live now. */
    public record RolledBack(LivePointer from, LivePointer to, Head head) implements Result {}

    /** It was live already, because of this rollback or another; nothing changed. */
    public record AlreadyLive(LivePointer live) implements Result {}

    /** There is no such release, it is in quarantine or not whole, or another one is live; nothing changed. */
    public record Refused(ImmutableList<Reason> reasons) implements Result {}

    /** A choice, and the release that it goes back from. */
    private record Plan(Choice choice, Optional<LivePointer> from) {}

    /**
     * Rolls back.
     *
     * @throws CannotJudgeException where the registry contradicts itself, or it cannot be told whether the target's
     *     bytes are whole
     * @throws IOException where it could not be written
     */
    public Result run(Request request) throws IOException {
        return run(request, from -> {});
    }

    /**
     * Rolls back.
     *
     * @param beginning told what is taken back before anything is: who repeats the rollback names it
     * @see #run(Request)
     */
    public Result run(Request request, Consumer<LivePointer> beginning) throws IOException {
        Plan plan = registry.read(view -> plan(view, request));
        if (!(plan.choice() instanceof Chosen chosen)) {
            return settled(plan.choice());
        }
        beginning.accept(plan.from().orElseThrow());
        Optional<Reason> objection = objection(chosen.release());
        return objection.isPresent()
                ? new Refused(ImmutableList.of(objection.get()))
                : registry.write(editor -> rollback(editor, request, plan.from().orElseThrow(), chosen.release()));
    }

    /** What was cut short is finished here: who repeats a command trusts that the documents are right behind it. */
    private Result settled(Choice choice) throws IOException {
        if (choice instanceof RollbackRule.AlreadyLive) {
            registry.settle();
        }
        return unmoved(choice);
    }

    private static Result unmoved(Choice choice) {
        return choice instanceof RollbackRule.AlreadyLive already
                ? new AlreadyLive(already.release())
                : new Refused(ImmutableList.of(((RollbackRule.Refused) choice).reason()));
    }

    private static Plan plan(RegistryView view, Request request) throws IOException {
        Optional<LivePointer> live = view.live();
        if (live.isEmpty()) {
            return new Plan(nothingLive(), live);
        }
        Optional<RollbackTarget.Named> from = request.from();
        if (from.isPresent() && !from.get().names(live.get())) {
            return new Plan(behind(view, live.get(), request.target(), from.get()), live);
        }
        Optional<Choice> repeated = from.isPresent() ? Optional.empty() : repeated(view, live.get(), request.target());
        return new Plan(repeated.isPresent() ? repeated.get() : choose(view, live.get(), request.target()), live);
    }

    /** Another release is live than was to be taken back: it is done, or it is no longer what was asked for. */
    private static Choice behind(RegistryView view, LivePointer live, RollbackTarget target, RollbackTarget.Named from)
            throws IOException {
        Optional<LivePointer> left = release(view, from);
        boolean done = target instanceof RollbackTarget.Named named
                ? named.names(live)
                : left.isPresent() && leadsTo(live, choose(view, left.get(), target));
        return done ? new RollbackRule.AlreadyLive(live) : new RollbackRule.Refused(RollbackRule.moved(from, live));
    }

    /**
     * The rollback whose last documents a crash kept from being written, asked for again: what is live is what it made
     * live, and to go back from that would go back twice.
     */
    private static Optional<Choice> repeated(RegistryView view, LivePointer live, RollbackTarget target)
            throws IOException {
        Optional<EventBody> unfinished = view.unfinished().map(Event::body);
        return unfinished.isPresent()
                        && unfinished.get() instanceof EventBody.RolledBack cut
                        && leadsTo(live, choose(view, cut.from(), target))
                ? Optional.of(new RollbackRule.AlreadyLive(live))
                : Optional.empty();
    }

    private static boolean leadsTo(LivePointer live, Choice choice) {
        return choice instanceof Chosen chosen && chosen.release().equals(live);
    }

    private static Optional<LivePointer> release(RegistryView view, RollbackTarget.Named name) throws IOException {
        try (Stream<LivePointer> promoted = view.releases()) {
            return promoted.filter(name::names).reduce((earlier, later) -> later);
        }
    }

    private static Choice choose(RegistryView view, LivePointer from, RollbackTarget target) throws IOException {
        RollbackRule rule = new RollbackRule(from, release -> isQuarantined(view, release));
        try (Stream<LivePointer> promoted = view.releases()) {
            return rule.choose(target, view.before(from), promoted);
        }
    }

    /** Why the release's bytes keep it from going live, with the next older release that is whole. */
    private Optional<Reason> objection(LivePointer release) throws IOException {
        Entry entry = registry.read(view -> entry(view, release).entry());
        Optional<Reason> objection;
        try {
            objection = bytes.objection(entry);
        } catch (CannotJudgeException e) {
            throw new CannotJudgeException("%s; %s".formatted(e.getMessage(), nextWhole(release)), e);
        }
        return objection.isEmpty()
                ? objection
                : Optional.of(
                        new Reason(objection.get().code(), objection.get().message() + "; " + nextWhole(release)));
    }

    private String nextWhole(LivePointer release) throws IOException {
        for (Older each : registry.read(view -> older(view, release))) {
            if (isWhole(each.entry())) {
                return "the next older release that is whole is %s".formatted(each.release());
            }
        }
        return "no older release was found whole";
    }

    /** An older release that may go live, as far as the registry says. */
    private record Older(LivePointer release, Entry entry) {}

    private static ImmutableList<Older> older(RegistryView view, LivePointer release) throws IOException {
        ImmutableList.Builder<Older> older = ImmutableList.builder();
        for (ReleasePath path = view.before(release); path.hasNext(); ) {
            LivePointer each = path.next();
            if (!each.sha().equals(release.sha()) && !isQuarantined(view, each)) {
                older.add(new Older(each, entry(view, each).entry()));
            }
        }
        return older.build();
    }

    private boolean isWhole(Entry entry) {
        try {
            return bytes.objection(entry).isEmpty();
        } catch (CannotJudgeException e) {
            return false;
        }
    }

    /** What was planned, under the lock: unless the registry moved meanwhile. */
    private Result rollback(RegistryEditor editor, Request request, LivePointer from, LivePointer to)
            throws IOException {
        RollbackTarget.Named named = new RollbackTarget.ToVersion(from.semver());
        Choice choice = plan(editor.view(), new Request(request.target(), Optional.of(named), request.why()))
                .choice();
        if (!(choice instanceof Chosen chosen)) {
            return unmoved(choice);
        }
        return chosen.release().equals(to)
                ? move(editor, from, to, request.why())
                : new Refused(ImmutableList.of(new Reason(
                        ReasonCode.REGISTRY_MOVED,
                        "the rollback went to %s when it was asked, but it would go to %s now; see what happened, and ask again"
                                .formatted(to, chosen.release()))));
    }

    private RolledBack move(RegistryEditor editor, LivePointer from, LivePointer to, Optional<String> why)
            throws IOException {
        StoredEntry entry = entry(editor.view(), to);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Head head = editor.commit(new Change(
                now,
                new EventBody.RolledBack(entry.sha256(), to, from, why),
                ImmutableMap.of(),
                ImmutableMap.of(DocumentPath.LIVE, Optional.of(StateCodec.encode(to, now)))));
        return new RolledBack(from, to, head);
    }

    private static boolean isQuarantined(RegistryView view, LivePointer release) {
        try {
            return view.isQuarantined(entry(view, release).entry().contentSha());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StoredEntry entry(RegistryView view, LivePointer release) throws IOException {
        return view.entry(release.sha())
                .orElseThrow(() -> new DamagedRegistryException(
                        "release %s has no entry in the registry; run 'gate registry verify' and restore it"
                                .formatted(release)));
    }

    private static Choice nothingLive() {
        return new RollbackRule.Refused(new Reason(
                ReasonCode.SUBJECT_UNKNOWN,
                "nothing is live in this registry, but a rollback needs a release; promote a model first"));
    }
}
