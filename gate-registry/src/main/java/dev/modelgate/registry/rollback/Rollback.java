package dev.modelgate.registry.rollback;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RollbackRule;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.StateCodec;
import dev.modelgate.registry.state.StoredEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a release back: the pointer goes to what was live before, an event says so, and every tag stays what it was.
 */
public final class Rollback {

    private final Registry registry;
    private final Clock clock;

    public Rollback(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * What shall be live again.
     *
     * @param why for whoever reads the history; from outside
     */
    public record Request(RollbackTarget target, Optional<String> why) {}

    /** What became of it. */
    public sealed interface Result {}

    /** Another release is live now. */
    public record RolledBack(LivePointer from, LivePointer to, Head head) implements Result {}

    /** It was live already; nothing changed. */
    public record AlreadyLive(LivePointer live) implements Result {}

    /** There is no such release, or it is in quarantine; nothing changed. */
    public record Refused(ImmutableList<Reason> reasons) implements Result {}

    /**
     * Rolls back.
     *
     * @throws CannotJudgeException where the registry contradicts itself
     * @throws IOException where it could not be written
     */
    public Result run(Request request) throws IOException {
        Optional<LivePointer> live = registry.read(RegistryView::live);
        return live.isEmpty() ? nothingLive() : registry.write(editor -> rollback(editor, request));
    }

    private Result rollback(RegistryEditor editor, Request request) throws IOException {
        RegistryView view = editor.view();
        Optional<LivePointer> live = view.live();
        if (live.isEmpty()) {
            return nothingLive();
        }
        RollbackRule.Choice choice = choose(view, live.get(), request.target());
        if (choice instanceof RollbackRule.Chosen chosen) {
            return move(editor, live.get(), chosen.release(), request.why());
        }
        return choice instanceof RollbackRule.AlreadyLive already
                ? new AlreadyLive(already.release())
                : new Refused(ImmutableList.of(((RollbackRule.Refused) choice).reason()));
    }

    private static RollbackRule.Choice choose(RegistryView view, LivePointer live, RollbackTarget target)
            throws IOException {
        RollbackRule rule = new RollbackRule(live, release -> isQuarantined(view, release));
        try (Stream<LivePointer> promoted = view.releases()) {
            return rule.choose(target, view.before(live), promoted);
        }
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

    private static Refused nothingLive() {
        return new Refused(ImmutableList.of(new Reason(
                ReasonCode.SUBJECT_UNKNOWN,
                "nothing is live in this registry, but a rollback needs a release; promote a model first")));
    }
}
