package dev.modelgate.core.release;

import dev.modelgate.core.identity.CanonicalSha;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Whether what happened on one side of a fork still holds behind the end of the other. A promotion was judged against
 * what was live then; where another model is live on the other side, that judgement was never made.
 */
public final class ForkRule {

    private final UnaryOperator<CanonicalSha> content;
    private final Set<CanonicalSha> entries;
    private final Map<SemverTag, CanonicalSha> tags;
    private final Set<CanonicalSha> quarantined;
    private Optional<Release> live;

    private record Release(CanonicalSha sha, SemverTag semver) {
        static Release of(LivePointer pointer) {
            return new Release(pointer.sha(), pointer.semver());
        }

        @Override
        public String toString() {
            return "%s (%s)".formatted(semver, sha.abbreviated());
        }
    }

    /**
     * Begins at the end of the side that stays.
     *
     * @param content the identity of a model whatever its parent, for every model of either side
     */
    public ForkRule(Replay onto, UnaryOperator<CanonicalSha> content) {
        this.content = content;
        this.entries = new HashSet<>(onto.entries().keySet());
        this.tags = new HashMap<>(onto.tags().byVersion());
        this.quarantined = new HashSet<>(onto.quarantined().keySet());
        this.live = onto.live().map(Release::of);
    }

    /** What becomes of an event. */
    public sealed interface Fate {}

    /** It is done again behind the other side's end. */
    public record Holds() implements Fate {}

    /** The other side did it too. */
    public record Known() implements Fate {}

    /** It contradicts what the other side did. */
    public record Conflicts(String message) implements Fate {}

    /** Judges the next event of the side that moves. */
    public Fate judge(EventBody body) {
        if (body instanceof EventBody.Registered registered) {
            return entries.add(registered.sha()) ? new Holds() : new Known();
        } else if (body instanceof EventBody.Promoted promoted) {
            return promoted(promoted);
        } else if (body instanceof EventBody.RolledBack rolledBack) {
            return rolledBack(rolledBack);
        } else if (body instanceof EventBody.OrdersQuarantine quarantine) {
            return quarantined.add(quarantine.contentSha()) ? new Holds() : new Known();
        } else if (body instanceof EventBody.LiftsQuarantine lifted) {
            return quarantined.remove(lifted.contentSha()) ? new Holds() : new Known();
        }
        return new Conflicts(
                "it founds a registry or changes its keys or its branch, which is never moved; do it again there");
    }

    private Fate promoted(EventBody.Promoted promoted) {
        Release release = new Release(promoted.sha(), promoted.semver());
        CanonicalSha named = tags.get(promoted.semver());
        if (promoted.sha().equals(named)) {
            return new Known();
        } else if (named != null) {
            return new Conflicts(
                    "%s was promoted, but there the version names model %s".formatted(release, named.abbreviated()));
        } else if (!promoted.previous().map(Release::of).equals(live)) {
            return new Conflicts("%s was promoted over %s, but there %s is live; evaluate and promote it again"
                    .formatted(release, shown(promoted.previous().map(Release::of)), shown(live)));
        }
        return moveTo(release).orElseGet(() -> {
            tags.put(promoted.semver(), promoted.sha());
            return new Holds();
        });
    }

    private Fate rolledBack(EventBody.RolledBack rolledBack) {
        Release to = Release.of(rolledBack.to());
        if (!live.equals(Optional.of(Release.of(rolledBack.from())))) {
            return new Conflicts(
                    "%s was taken back, but there %s is live".formatted(Release.of(rolledBack.from()), shown(live)));
        } else if (!to.sha().equals(tags.get(to.semver()))) {
            return new Conflicts("the pointer went back to %s, which is no release there".formatted(to));
        }
        return moveTo(to).orElseGet(Holds::new);
    }

    private Optional<Fate> moveTo(Release release) {
        if (quarantined.contains(content.apply(release.sha()))) {
            return Optional.of(
                    new Conflicts("%s went live, but there its content is in quarantine".formatted(release)));
        }
        live = Optional.of(release);
        return Optional.empty();
    }

    private static String shown(Optional<Release> release) {
        return release.map(Release::toString).orElse("nothing");
    }
}
