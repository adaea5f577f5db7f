package dev.modelgate.registry.sign;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.trust.Pem;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.registry.sign.key.KeyFiles;
import dev.modelgate.registry.sign.oms.EcdsaKey;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;

/** {@code gate keygen}: makes the keys that sign verdicts, and those that sign bundles. */
public final class KeyGeneration {

    private static final String VERDICTS = "gate";
    private static final String BUNDLES = "gate-oms";

    private KeyGeneration() {}

    /**
     * An Ed25519 key for verdicts, in {@code gate.key} and {@code gate.pub}.
     *
     * @throws CannotJudgeException where a file is there already or cannot be written
     */
    public static KeyFiles forVerdicts(Path directory, SecureRandom random) {
        KeyPair pair = Ed25519.generate(random);
        return KeyFiles.write(directory, VERDICTS, new Ed25519Key(pair));
    }

    /**
     * An ECDSA P-256 key for OpenSSF Model Signing, in {@code gate-oms.key} and {@code gate-oms.pub}.
     *
     * @throws CannotJudgeException where a file is there already or cannot be written
     */
    public static KeyFiles forBundles(Path directory, SecureRandom random) {
        return KeyFiles.write(directory, BUNDLES, EcdsaKey.generate(random));
    }

    private record Ed25519Key(KeyPair pair) implements KeyFiles.NewKey {
        @Override
        public String privatePem() {
            return Pem.text(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded());
        }

        @Override
        public PublicKeyPem publicKey() {
            return PublicKeyPem.of(pair.getPublic().getEncoded());
        }
    }
}
