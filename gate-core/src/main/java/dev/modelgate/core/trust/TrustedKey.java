package dev.modelgate.core.trust;

import java.time.Instant;
import java.util.Optional;

/**
 * A key whose verdicts count, for as long as it is valid.
 *
 * @param name who holds it, for people; from outside
 * @param from the first instant at which it counts; without, it counted always
 * @param until the first instant at which it no longer counts; without, it counts for ever
 */
public record TrustedKey(String name, PublicKeyPem key, Optional<Instant> from, Optional<Instant> until) {

    private static final int MAX_NAME = 200;

    public TrustedKey {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the name of key %s has %d characters, but 1 to %d are required, not blank, without control characters"
                            .formatted(key.id().abbreviated(), name.length(), MAX_NAME));
        }
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException("key %s is valid from %s until %s, but it must end after it begins"
                    .formatted(key.id().abbreviated(), from.get(), until.get()));
        }
    }

    public KeyId id() {
        return key.id();
    }

    public boolean isValidAt(Instant at) {
        boolean begun = from.isEmpty() || !at.isBefore(from.get());
        boolean ended = until.isPresent() && !at.isBefore(until.get());
        return begun && !ended;
    }

    /** When it is valid, in words. */
    public String validity() {
        String begin = from.map(at -> "from " + at).orElse("");
        String end = until.map(at -> "until " + at).orElse("");
        return begin.isEmpty() && end.isEmpty() ? "always" : (begin + " " + end).strip();
    }
}
