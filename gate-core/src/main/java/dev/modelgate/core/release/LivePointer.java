package dev.modelgate.core.release;

import dev.modelgate.core.identity.CanonicalSha;

/**
 * A release: a model under a version, made by one promotion.
 *
 * @param promotedSeq number of the event that promoted it
 */
public record LivePointer(CanonicalSha sha, SemverTag semver, long promotedSeq) {

    /** {@code v0.3.1 (53adb482a1b2)}, for people. */
    @Override
    public String toString() {
        return "%s (%s)".formatted(semver, sha.abbreviated());
    }
}
