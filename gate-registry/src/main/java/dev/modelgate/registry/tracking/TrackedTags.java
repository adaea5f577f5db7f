package dev.modelgate.registry.tracking;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.RunTracker;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EventBody.Promoted;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.Waiting;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells the tracker's run of a model that it was promoted: together with the promotion, or not at all.
 *
 * <p>First a {@link TagDebt} is written into the registry, in a change of its own, so that it is there whatever becomes
 * of this process. Then, under the lock of the promotion, the run's tags are set in one request and read back, and the
 * event is appended, which takes the debt away. The event is what counts: where it does not come, the debt tells this
 * or the next command, also on another machine, which values the tags had. What the tracker's side spoils is tried
 * again a few times, as a whole.
 */
public final class TrackedTags {

    private static final String VERSION = "gate.version";
    private static final String MODEL = "gate.model_sha256";
    private static final String VERDICT = "gate.verdict_sha256";
    private static final String EVENT = "gate.event";
    private static final ImmutableSet<String> KEYS = ImmutableSet.of(VERSION, MODEL, VERDICT, EVENT);

    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RunTracker tracker;
    private final Waiting waiting;
    private final Consumer<String> notices;

    /**
     * @param waiting between tries
     * @param notices told what could not be taken back now; for standard error
     */
    public TrackedTags(RunTracker tracker, Waiting waiting, Consumer<String> notices) {
        this.tracker = tracker;
        this.waiting = waiting;
        this.notices = notices;
    }

    /** One try of a promotion. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run(Telling telling) throws IOException;
    }

    /** What a promotion does right before its event. */
    @FunctionalInterface
    public interface Telling {

        /** There is nobody to be told. */
        Telling NOBODY = (editor, event, seq) -> ImmutableMap.of();

        /**
         * Tells.
         *
         * @param seq number of the event
         * @return documents that are written with the event
         */
        ImmutableMap<DocumentPath, Optional<byte[]>> tell(RegistryEditor editor, Promoted event, long seq)
                throws IOException;
    }

    /**
     * Promotes a model, and tells the run that made it.
     *
     * @throws CannotJudgeException where the tracker cannot be told; nothing was promoted then
     */
    public <T> T promoting(Registry registry, String run, Attempt<T> attempt) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return once(registry, run, attempt);
            } catch (RemoteFailure | InterferenceException e) {
                if (tries == TRIES || !mayPass(e)) {
                    throw e;
                }
                rest(e);
            }
        }
    }

    private <T> T once(Registry registry, String run, Attempt<T> attempt) throws IOException {
        TagDebt debt = registry.write(editor -> owe(editor, run));
        T result;
        try {
            result = attempt.run((editor, event, seq) -> tell(editor, debt, event, seq));
        } catch (IOException | RuntimeException e) {
            settle(registry);
            throw e;
        }
        settle(registry); // a refusal promotes nothing; after the event there is nothing left to settle
        return result;
    }

    private TagDebt owe(RegistryEditor editor, String run) throws IOException {
        takeBack(editor);
        TagDebt debt =
                new TagDebt(UUID.randomUUID().toString(), tracker.uri(), run, new RunTags(tracker, run).values(KEYS));
        editor.keep(TagDebt.PATH, Optional.of(debt.encode()));
        return debt;
    }

    private ImmutableMap<DocumentPath, Optional<byte[]>> tell(
            RegistryEditor editor, TagDebt debt, Promoted event, long seq) throws IOException {
        if (!TagDebt.in(editor.view()).equals(Optional.of(debt))) {
            throw new InterferenceException(debt.run());
        }
        new RunTags(tracker, debt.run()).write(Maps.transformValues(tags(event, seq), Optional::of));
        return ImmutableMap.of(TagDebt.PATH, Optional.empty());
    }

    private static ImmutableMap<String, String> tags(Promoted event, long seq) {
        return ImmutableMap.of(
                VERSION, event.semver().text(),
                MODEL, event.sha().hex(),
                VERDICT, event.evidence().verdict(),
                EVENT, Long.toString(seq));
    }

    /**
     * Takes back what a promotion that did not happen has told the tracker; nothing where none did. Where that cannot
     * be done now, it says so and the debt stays for the next command: it must not keep a rollback from being made.
     */
    public void settle(Registry registry) {
        try {
            if (registry.read(TagDebt::in).isPresent()) {
                registry.write(this::takeBack);
            }
        } catch (IOException | CannotJudgeException e) {
            notices.accept(
                    "the run's tags of a promotion that did not happen could not be taken back (%s); the next command that"
                                    .formatted(e.getMessage())
                            + " writes the registry tries again");
        }
    }

    private boolean takeBack(RegistryEditor editor) throws IOException {
        Optional<TagDebt> debt = TagDebt.in(editor.view());
        if (debt.isEmpty()) {
            return false;
        }
        if (!debt.get().tracker().equals(tracker.uri())) {
            throw new CannotJudgeException(
                    "%s names the tracker %s, but %s is wired; run the command once with the former"
                            .formatted(TagDebt.PATH, debt.get().tracker(), tracker.uri()));
        }
        new RunTags(tracker, debt.get().run()).write(debt.get().before());
        editor.keep(TagDebt.PATH, Optional.empty());
        return true;
    }

    private static boolean mayPass(CannotJudgeException failure) {
        return !(failure instanceof RemoteFailure remote)
                || switch (remote.kind()) {
                    case UNREACHABLE, TIMEOUT, SERVER_ERROR, INTEGRITY -> true;
                    case NOT_FOUND, UNAUTHORISED, REJECTED, UNSAFE_NAME -> false;
                };
    }

    private void rest(CannotJudgeException failure) {
        try {
            waiting.rest(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
