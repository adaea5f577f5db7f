package dev.modelgate.registry.testing;

import dev.modelgate.core.trust.Pem;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.registry.sign.Ed25519;
import dev.modelgate.registry.sign.LocalSigner;
import java.security.SecureRandom;
import java.util.Optional;

/** Signers with keys that are made anew in each run. */
public final class Keys {

    private Keys() {}

    public static LocalSigner signer() {
        return LocalSigner.of(Pem.text(
                Pem.PRIVATE_KEY,
                Ed25519.generate(new SecureRandom()).getPrivate().getEncoded()));
    }

    public static TrustedKey trusted(String name, LocalSigner signer) {
        return new TrustedKey(name, signer.publicKey(), Optional.empty(), Optional.empty());
    }
}
