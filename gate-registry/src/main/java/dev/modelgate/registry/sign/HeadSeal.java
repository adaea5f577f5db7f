package dev.modelgate.registry.sign;

import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.trust.Trust;
import java.io.IOException;
import java.util.Optional;

/**
 * A sealed head of a registry. Whoever may write the registry's files can make a chain of any length, but not the seal
 * of its head by the key that changed it last.
 */
public final class HeadSeal {

    /** Keeps seals of heads apart from other signatures. */
    public static final String PAYLOAD_TYPE = "application/vnd.modelgate.head+json";

    private HeadSeal() {}

    /** @throws IOException where the signer is out of reach */
    public static Seal of(Head head, VerdictSigner signer) throws IOException {
        return Seal.of(PAYLOAD_TYPE, bytes(head), signer);
    }

    /** What is wrong with a seal; empty where a key that is or was trusted made it over that head. */
    public static Optional<String> objection(Head head, Seal seal, Trust trust) {
        boolean fits = trust.key(seal.key())
                .filter(key -> seal.isBy(key.key(), PAYLOAD_TYPE, bytes(head)))
                .isPresent();
        return fits
                ? Optional.empty()
                : Optional.of(
                        "its seal says that it is by key %s, but it does not fit such a key of the registry's trust"
                                .formatted(seal.key()));
    }

    private static byte[] bytes(Head head) {
        return CanonicalJson.bytes(JsonBuilder.object()
                .put("seq", head.seq())
                .put("sha256", head.sha256())
                .build());
    }
}
