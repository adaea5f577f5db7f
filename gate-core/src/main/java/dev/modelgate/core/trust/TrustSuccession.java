package dev.modelgate.core.trust;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether one trust may follow another. Who could change it unseen could make any verdict count, so each change but
 * the first is signed by a key that counted before it.
 */
public final class TrustSuccession {

    private final Trust current;
    private final Trust next;
    private final Instant at;

    private TrustSuccession(Trust current, Trust next, Instant at) {
        this.current = current;
        this.next = next;
        this.at = at;
    }

    /**
     * Why {@code next} may not follow; empty where it may.
     *
     * @param current {@link Trust#NONE} where there is none yet
     * @param signedBy the key whose signature over {@code next} was verified; empty where there is none
     * @param at when the change is made
     */
    public static Optional<String> objection(Trust current, Trust next, Optional<KeyId> signedBy, Instant at) {
        TrustSuccession change = new TrustSuccession(current, next, at);
        return change.keys().or(change::previous).or(() -> change.signature(signedBy));
    }

    /** A trust that nobody could sign a change of would hold for ever. */
    private Optional<String> keys() {
        return next.validAt(at).isEmpty()
                ? Optional.of(("the new trust has no key that is valid at %s, so nobody could ever change it; keep or"
                                + " add one")
                        .formatted(at))
                : Optional.empty();
    }

    private Optional<String> previous() {
        Optional<String> required = isFirst() ? Optional.empty() : Optional.of(current.sha256());
        return next.previous().equals(required)
                ? Optional.empty()
                : Optional.of("the new trust was made from trust %s, but the current one is %s; make the change again"
                        .formatted(shown(next.previous()), shown(required)));
    }

    private Optional<String> signature(Optional<KeyId> signedBy) {
        if (isFirst() || signedBy.filter(current.validAt(at)::contains).isPresent()) {
            return Optional.empty();
        }
        String found = signedBy.map(key -> "signed by key " + key).orElse("not signed");
        return Optional.of(
                "the new trust is %s, but a key is required that the current trust has and that is valid at %s; sign it with one of them"
                        .formatted(found, at));
    }

    private boolean isFirst() {
        return current.equals(Trust.NONE);
    }

    private static String shown(Optional<String> sha256) {
        return sha256.orElse("none");
    }
}
