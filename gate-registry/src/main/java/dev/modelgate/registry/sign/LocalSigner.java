package dev.modelgate.registry.sign;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.trust.PublicKeyPem;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;

/** Signs with a key in this process's memory. It never shows the key: not in messages, not as text. */
public final class LocalSigner implements VerdictSigner {

    /** Holds the private key, PKCS#8 in PEM; on no command line, in no file of the gate. */
    public static final String VARIABLE = "GATE_SIGNING_KEY";

    private final KeyPair pair;
    private final PublicKeyPem publicKey;

    private LocalSigner(KeyPair pair) {
        this.pair = pair;
        this.publicKey = PublicKeyPem.of(pair.getPublic().getEncoded());
    }

    /**
     * The signer that the environment asks for; empty where {@value #VARIABLE} is unset or blank, as a secret is in a
     * job that may not have it.
     *
     * @throws CannotJudgeException where it holds something else than a key: silence would leave verdicts unsigned
     */
    public static Optional<LocalSigner> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(pem -> !pem.isBlank())
                .map(LocalSigner::of);
    }

    /** The signer of a private key in PEM. */
    public static LocalSigner of(String privatePem) {
        try {
            return new LocalSigner(Ed25519.keyPair(privatePem));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "%s cannot sign: %s; set it to the whole text of a gate.key that 'gate keygen' wrote"
                            .formatted(VARIABLE, e.getMessage()),
                    e);
        }
    }

    @Override
    public PublicKeyPem publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        return Ed25519.sign(pair.getPrivate(), message);
    }

    @Override
    public String toString() {
        return "signer with key " + publicKey.id();
    }
}
