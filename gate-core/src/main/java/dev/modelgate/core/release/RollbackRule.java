package dev.modelgate.core.release;

import com.google.common.collect.Streams;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Chooses what a rollback makes live. Every promotion remembers what was live before it, so the releases behind the
 * live one form a path to the first; what was rolled back from lies beside the path and is never stepped onto.
 * By name, whatever was live once may be live again; quarantined content may not.
 */
public final class RollbackRule {

    private final LivePointer live;
    private final Predicate<LivePointer> quarantined;

    /**
     * Sets out what holds now.
     *
     * @param quarantined whether the content of that release is in quarantine
     */
    public RollbackRule(LivePointer live, Predicate<LivePointer> quarantined) {
        this.live = live;
        this.quarantined = quarantined;
    }

    /** What a rollback would do. */
    public sealed interface Choice {}

    /** That release shall be live. */
    public record Chosen(LivePointer release) implements Choice {}

    /** It is live already; nothing is to be done. */
    public record AlreadyLive(LivePointer release) implements Choice {}

    /** It may not, or there is no such release. */
    public record Refused(Reason reason) implements Choice {}

    /**
     * Chooses.
     *
     * @param path what was live before, nearest first; read no further than needed
     * @param promoted every release there ever was, oldest first; read only where the path does not hold the target
     */
    public Choice choose(RollbackTarget target, Iterator<LivePointer> path, Stream<LivePointer> promoted) {
        if (target instanceof RollbackTarget.Back back) {
            return back(back.steps(), path);
        }
        RollbackTarget.Named named = (RollbackTarget.Named) target;
        if (named.names(live)) {
            return new AlreadyLive(live);
        }
        Optional<LivePointer> found = Streams.stream(path)
                .filter(named::names)
                .findFirst()
                .or(() -> promoted.filter(named::names).reduce((earlier, later) -> later));
        return found.map(this::unlessQuarantined).orElseGet(() -> neverLive(named));
    }

    /** Why nothing is rolled back where another release is live than the one to go back from: somebody was faster. */
    public static Reason moved(RollbackTarget.Named from, LivePointer live) {
        return new Reason(
                ReasonCode.REGISTRY_MOVED,
                "the rollback is from %s, but %s is live now; see what happened, and roll back from what is live"
                        .formatted(from, live));
    }

    /** The same bytes under another version are no step: a rollback must change what serves. */
    private Choice back(int steps, Iterator<LivePointer> path) {
        LivePointer reached = live;
        int left = steps;
        while (left > 0 && path.hasNext()) {
            LivePointer release = path.next();
            if (!release.sha().equals(reached.sha()) && !quarantined.test(release)) {
                reached = release;
                left--;
            }
        }
        return left == 0 ? new Chosen(reached) : nothingBefore(steps, steps - left);
    }

    private Choice unlessQuarantined(LivePointer release) {
        return quarantined.test(release)
                ? new Refused(new Reason(
                        ReasonCode.QUARANTINED,
                        "release %s is in quarantine, but only content that is not may go live; choose another release"
                                .formatted(release)))
                : new Chosen(release);
    }

    private static Choice neverLive(RollbackTarget.Named target) {
        return new Refused(new Reason(
                ReasonCode.SUBJECT_UNKNOWN,
                "%s was never live here, but a rollback goes to what was; promote it with a verdict"
                        .formatted(target)));
    }

    private Choice nothingBefore(int wanted, int found) {
        return new Refused(new Reason(
                ReasonCode.SUBJECT_UNKNOWN,
                ("%d releases of other models were live before %s and are not in quarantine, but %d steps"
                                + " back were asked for; promote a good model")
                        .formatted(found, live, wanted)));
    }
}
