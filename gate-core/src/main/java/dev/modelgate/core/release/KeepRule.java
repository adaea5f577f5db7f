package dev.modelgate.core.release;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.identity.CanonicalSha;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which models' bytes may go. Whatever was promoted once may be rolled back to, for ever and also from a quarantine
 * that is lifted, so it stays with all that it was made from; what is young may be on its way to a promotion.
 */
public final class KeepRule {

    private final ImmutableSet<CanonicalSha> reachable;
    private final Map<CanonicalSha, Entry> entries;
    private final Instant limit;

    /**
     * Sets out what is reachable.
     *
     * @param entries of every model in the registry
     * @param promoted every model that was ever live
     * @param age below which nothing goes
     */
    public KeepRule(Map<CanonicalSha, Entry> entries, Set<CanonicalSha> promoted, Instant now, Duration age) {
        this.entries = entries;
        this.limit = now.minus(age);
        Set<CanonicalSha> found = new HashSet<>();
        promoted.forEach(sha -> addWithAncestors(sha, found));
        this.reachable = ImmutableSet.copyOf(found);
    }

    private void addWithAncestors(CanonicalSha sha, Set<CanonicalSha> found) {
        Optional<CanonicalSha> next = Optional.of(sha);
        while (next.isPresent() && found.add(next.get())) {
            next = Optional.ofNullable(entries.get(next.get())).flatMap(Entry::parent);
        }
    }

    /**
     * Why the bytes of a model may go; empty where they stay.
     *
     * @param since when the bytes came to the store
     */
    public Optional<String> disposable(CanonicalSha sha, Instant since) {
        if (reachable.contains(sha) || !since.isBefore(limit)) {
            return Optional.empty();
        }
        Entry entry = entries.get(sha);
        if (entry == null) {
            return Optional.of("no model of this registry");
        }
        return entry.registeredAt().isBefore(limit) ? Optional.of("never promoted") : Optional.empty();
    }
}
