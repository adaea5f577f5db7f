package dev.modelgate.registry.sign;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.core.trust.SealText;
import dev.modelgate.registry.sign.dsse.ByteText;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import dev.modelgate.registry.sign.dsse.MalformedSignatureException;
import dev.modelgate.registry.sign.dsse.Parts;
import java.io.IOException;

/** A signature that is kept apart from what it covers: bytes of a stated type. */
public final class Seal {

    private final KeyId key;
    private final ByteText signature;

    private Seal(KeyId key, ByteText signature) {
        this.key = key;
        this.signature = signature;
    }

    /**
     * Signs, and proves the signature: a signer elsewhere may have changed its key.
     *
     * @param payloadType says what the bytes are; a signature for one type never fits another
     * @throws CannotJudgeException where the signature does not fit the signer's own key
     * @throws IOException where the signer is out of reach
     */
    public static Seal of(String payloadType, byte[] payload, VerdictSigner signer) throws IOException {
        PublicKeyPem key = signer.publicKey();
        Seal seal = new Seal(key.id(), ByteText.of(signer.sign(DsseEnvelope.preAuthentication(payloadType, payload))));
        if (!seal.isBy(key, payloadType, payload)) {
            throw new CannotJudgeException(
                    "the signer's signature does not fit its own key %s, so nothing was signed; check which key it uses"
                            .formatted(key.id()));
        }
        return seal;
    }

    /** The key that it says it is by. */
    public KeyId key() {
        return key;
    }

    /** Whether that key made it over those bytes. */
    public boolean isBy(PublicKeyPem signer, String payloadType, byte[] payload) {
        return signer.id().equals(key)
                && Ed25519.verifies(
                        Ed25519.publicKey(signer),
                        DsseEnvelope.preAuthentication(payloadType, payload),
                        signature.bytes());
    }

    ByteText signature() {
        return signature;
    }

    /** As a member of an event: {@code {"keyid", "sig"}}. */
    public JsonObject json() {
        return text().json();
    }

    /** As an event keeps it. */
    public SealText text() {
        return new SealText(key, signature.base64());
    }

    /**
     * Reads what {@link #json()} wrote.
     *
     * @param name of the place, for messages
     * @throws CannotJudgeException where it is something else
     */
    public static Seal decode(JsonObject source, String name) {
        Parts parts = new Parts(source);
        try {
            return new Seal(new KeyId(parts.text("keyid")), ByteText.decode(parts.text("sig"), "sig"));
        } catch (MalformedSignatureException | IllegalArgumentException e) {
            throw new CannotJudgeException("%s is no signature: %s".formatted(name, e.getMessage()), e);
        }
    }
}
