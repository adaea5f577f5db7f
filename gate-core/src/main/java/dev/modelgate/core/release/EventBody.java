package dev.modelgate.core.release;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.trust.SealText;
import dev.modelgate.core.trust.Trust;
import java.util.Optional;

/** What happened. Digests are lower-case hex SHA-256 of raw file bytes. */
public sealed interface EventBody {

    /** The model that the event is about. */
    default Optional<CanonicalSha> model() {
        return this instanceof OfEntry event ? Optional.of(event.sha()) : Optional.empty();
    }

    /** Whether it changes what is in quarantine. */
    default boolean ordersOrLiftsQuarantine() {
        return this instanceof OrdersQuarantine || this instanceof LiftsQuarantine;
    }

    /** An event about a registered model: it repeats the digest of the entry, so that an edited entry shows. */
    sealed interface OfEntry extends EventBody {
        CanonicalSha sha();

        String entrySha256();
    }

    /** The registry began; always the first event and never another one. */
    record Created(RegistryIdentity registry) implements EventBody {}

    /**
     * The trusted keys changed. The event holds the new trust whole, so that the chain tells who could sign when.
     *
     * @param seal by a key of the trust before; the first trust may have none
     */
    record TrustChanged(Trust trust, Optional<SealText> seal) implements EventBody {}

    /** A person said on which branch the rules are kept that count from now on. */
    record BranchChanged(BranchName branch) implements EventBody {}

    /** A model got its entry. */
    record Registered(CanonicalSha sha, String entrySha256) implements OfEntry {}

    /**
     * A model got a version and went live.
     *
     * @param evidence what it was judged by
     * @param previous what was live until then: the step back from here, for ever
     */
    record Promoted(
            CanonicalSha sha,
            String entrySha256,
            SemverTag semver,
            EvidenceDigests evidence,
            Optional<LivePointer> previous)
            implements OfEntry {}

    /**
     * The live pointer went back.
     *
     * @param to the release that is live again
     * @param from what was live until then
     * @param why the words of whoever did it; from outside
     */
    record RolledBack(String entrySha256, LivePointer to, LivePointer from, Optional<String> why) implements OfEntry {
        @Override
        public CanonicalSha sha() {
            return to.sha();
        }
    }

    /** Content went into quarantine, whatever its parent: by a verdict or by a person. */
    sealed interface OrdersQuarantine extends OfEntry {
        CanonicalSha contentSha();
    }

    /** Content came out of quarantine. */
    sealed interface LiftsQuarantine extends OfEntry {
        CanonicalSha contentSha();
    }

    /** The content of a model may not be promoted, whatever its parent. */
    record Quarantined(CanonicalSha sha, String entrySha256, CanonicalSha contentSha, String verdictSha256)
            implements OrdersQuarantine {}

    /** A new verdict on other evidence lifted a quarantine. */
    record QuarantineLifted(CanonicalSha sha, String entrySha256, CanonicalSha contentSha, String verdictSha256)
            implements LiftsQuarantine {}

    /** A person said in an emergency that the content may not go live; no verdict says so. */
    record Banned(CanonicalSha sha, String entrySha256, CanonicalSha contentSha, Statement statement)
            implements OrdersQuarantine {}

    /** A person took that back. */
    record Unbanned(CanonicalSha sha, String entrySha256, CanonicalSha contentSha, Statement statement)
            implements LiftsQuarantine {}

    /**
     * What a person says.
     *
     * @param by who it was, as they say themselves: a claim, which only a seal of the event makes more
     * @param reason in their own words
     */
    record Statement(String by, String reason) {

        private static final int MAX_LENGTH = 2_000;

        public Statement {
            requireSaid("who says it", by);
            requireSaid("the reason", reason);
        }

        private static void requireSaid(String what, String text) {
            if (text.isBlank() || text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException(
                        "%s has %d characters, but 1 to %d are required; say it in a sentence"
                                .formatted(what, text.strip().length(), MAX_LENGTH));
            }
        }

        @Override
        public String toString() {
            return by + ": " + reason;
        }
    }
}
