package dev.modelgate.registry.sign;

import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustSuccession;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of {@code trust.json}: the holder of a key that is trusted already seals the new trust, and the event that
 * makes the change carries the seal. It covers the new trust's canonical bytes, and with them the digest of the trust
 * that it replaces.
 */
public final class TrustChange {

    /** Keeps seals of a trust apart from signatures over verdicts. */
    public static final String PAYLOAD_TYPE = "application/vnd.modelgate.trust+json";

    private TrustChange() {}

    /**
     * Seals a new trust.
     *
     * @throws IOException where the signer is out of reach
     */
    public static Seal seal(Trust next, VerdictSigner signer) throws IOException {
        return Seal.of(PAYLOAD_TYPE, next.bytes(), signer);
    }

    /**
     * Why a trust may not follow another; empty where it may.
     *
     * @param current {@link Trust#NONE} where there is none yet
     * @param seal empty where nobody signed, which does for the first trust only
     * @param at when the change is made
     */
    public static Optional<String> objection(Trust current, Trust next, Optional<Seal> seal, Instant at) {
        if (seal.isPresent() && !fits(seal.get(), current, next)) {
            return Optional.of(
                    "the new trust's signature says that it is by key %s, but it does not fit such a key of the current trust; sign it again with a key that the current trust has"
                            .formatted(seal.get().key()));
        }
        return TrustSuccession.objection(current, next, seal.map(Seal::key), at);
    }

    /** The first trust may be signed by a key of its own: that proves that someone holds it. */
    private static boolean fits(Seal seal, Trust current, Trust next) {
        Trust signers = current.equals(Trust.NONE) ? next : current;
        return signers.key(seal.key())
                .filter(key -> seal.isBy(key.key(), PAYLOAD_TYPE, next.bytes()))
                .isPresent();
    }
}
