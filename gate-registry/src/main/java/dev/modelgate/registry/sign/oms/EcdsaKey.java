package dev.modelgate.registry.sign.oms;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.trust.Pem;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.registry.sign.key.KeyFiles;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import java.util.Optional;

/**
 * An ECDSA P-256 key that signs bundles. Model Signing knows no Ed25519, so it is a key of its own; its text holds the
 * public key too, which the JDK cannot compute from the private one. Never shown: not in messages, not as text.
 */
public final class EcdsaKey implements KeyFiles.NewKey {

    /** Holds the text of {@code gate-oms.key}. */
    public static final String VARIABLE = "GATE_OMS_KEY";

    private static final byte[] PROBE = "modelgate".getBytes(StandardCharsets.US_ASCII);

    private final PrivateKey privateKey;
    private final PublicKeyPem publicKey;

    private EcdsaKey(PrivateKey privateKey, PublicKeyPem publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        if (!EcdsaVerifier.of(publicKey).verifies(PROBE, sign(PROBE))) {
            throw new IllegalArgumentException(
                    "its public key %s does not belong to its private key".formatted(publicKey.id()));
        }
    }

    /** A new key. */
    public static EcdsaKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(EcdsaVerifier.CURVE), random);
            KeyPair pair = generator.generateKeyPair();
            return new EcdsaKey(
                    pair.getPrivate(), PublicKeyPem.of(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw EcdsaVerifier.missing(e);
        }
    }

    /**
     * The key that the environment holds; empty where {@value #VARIABLE} is unset or blank.
     *
     * @throws CannotJudgeException where it holds something else
     */
    public static Optional<EcdsaKey> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(pem -> !pem.isBlank())
                .map(EcdsaKey::of);
    }

    /** The key with that text: a block {@code PRIVATE KEY} in PKCS#8 and a block {@code PUBLIC KEY}. */
    public static EcdsaKey of(String text) {
        try {
            return parse(Pem.parse(text), text);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "%s cannot sign: %s; set it to the whole text of a gate-oms.key that 'gate keygen --oms' wrote"
                            .formatted(VARIABLE, e.getMessage()),
                    e);
        }
    }

    private static EcdsaKey parse(Pem pem, String text) {
        byte[] der = pem.der(Pem.PRIVATE_KEY)
                .orElseThrow(() -> new IllegalArgumentException(
                        "it has the PEM blocks %s, but one 'PRIVATE KEY' is required".formatted(pem.labels())));
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            return new EcdsaKey(key, new PublicKeyPem(text));
        } catch (InvalidKeySpecException e) { // not passed on: nothing of the key may reach a log
            throw new IllegalArgumentException("its block 'PRIVATE KEY' is no ECDSA key in PKCS#8");
        } catch (NoSuchAlgorithmException e) {
            throw EcdsaVerifier.missing(e);
        }
    }

    @Override
    public PublicKeyPem publicKey() {
        return publicKey;
    }

    @Override
    public String privatePem() {
        return Pem.text(Pem.PRIVATE_KEY, privateKey.getEncoded()) + publicKey.text();
    }

    /** The signature over the SHA-256 of the message, in DER. */
    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(EcdsaVerifier.ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw EcdsaVerifier.missing(e);
        }
    }

    @Override
    public String toString() {
        return "ECDSA key " + publicKey.id();
    }
}
