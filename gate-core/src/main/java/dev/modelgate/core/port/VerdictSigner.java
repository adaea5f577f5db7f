package dev.modelgate.core.port;

import dev.modelgate.core.trust.PublicKeyPem;
import java.io.IOException;

/**
 * Holds an Ed25519 key and signs with it: a key in this process's memory, or in a key service that never hands it
 * out. What a verdict's signature covers is not its concern.
 */
public interface VerdictSigner {

    /** The key by which anyone verifies. */
    PublicKeyPem publicKey();

    /**
     * The signature of exactly these bytes by RFC 8032, 64 bytes long.
     *
     * @throws IOException where the key is out of reach; nothing was signed then
     */
    byte[] sign(byte[] message) throws IOException;
}
