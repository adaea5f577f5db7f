package dev.modelgate.core.trust;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Public keys for tests of what trust does with them; that they are no keys at all matters to no one here. */
final class Keys {

    private Keys() {}

    static PublicKeyPem pem(String seed) {
        return PublicKeyPem.of(("key " + seed).getBytes(StandardCharsets.UTF_8));
    }

    static TrustedKey always(String name) {
        return new TrustedKey(name, pem(name), Optional.empty(), Optional.empty());
    }

    static TrustedKey until(String name, String until) {
        return new TrustedKey(name, pem(name), Optional.empty(), Optional.of(Instant.parse(until)));
    }
}
