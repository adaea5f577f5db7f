package dev.modelgate.registry.sign.dsse;

import dev.modelgate.core.trust.KeyId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which key a signed document says it was signed with. The signature does not cover the hint: it only spares trying
 * every key, and a false one makes no signature fit.
 */
public final class KeyHint {

    private static final int DIGEST_BYTES = 32;

    private KeyHint() {}

    public static Optional<KeyId> of(DsseEnvelope envelope) {
        return parse(envelope.keyId());
    }

    /** The envelope's own hint goes first; cosign gives only the bundle's. */
    public static Optional<KeyId> of(SigstoreBundle bundle) {
        return of(bundle.envelope()).or(() -> parse(bundle.hint()));
    }

    /** The digest of the key in hex, as we write it, or in Base64, as cosign does; other hints are none. */
    private static Optional<KeyId> parse(String hint) {
        return KeyId.isKeyId(hint) ? Optional.of(new KeyId(hint)) : digest(hint);
    }

    private static Optional<KeyId> digest(String base64) {
        try {
            byte[] digest = Base64.getDecoder().decode(base64);
            return digest.length == DIGEST_BYTES
                    ? Optional.of(new KeyId(HexFormat.of().formatHex(digest)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
