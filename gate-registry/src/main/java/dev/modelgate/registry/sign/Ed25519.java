package dev.modelgate.registry.sign;

import dev.modelgate.core.trust.Pem;
import dev.modelgate.core.trust.PublicKeyPem;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Ed25519, RFC 8032, as the JDK's provider implements it. */
public final class Ed25519 {

    private static final String NAME = "Ed25519";

    private Ed25519() {}

    /** A new key pair. */
    public static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(255, random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    /**
     * Reads a private key: PKCS#8 in PEM, as {@code gate keygen} and {@code openssl genpkey -algorithm ed25519} write it.
     *
     * @throws IllegalArgumentException where it is none; the message never repeats what was read
     */
    public static KeyPair keyPair(String privatePem) {
        Pem pem = Pem.parse(privatePem);
        byte[] der = pem.der(Pem.PRIVATE_KEY)
                .orElseThrow(() -> new IllegalArgumentException(
                        "it has the PEM blocks %s, but one 'PRIVATE KEY' is required".formatted(pem.labels())));
        try {
            PrivateKey key = KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(der));
            return withPublicKey((EdECPrivateKey) key);
        } catch (InvalidKeySpecException e) { // not passed on: nothing of the key may reach a log
            throw new IllegalArgumentException("its block 'PRIVATE KEY' is no Ed25519 key in PKCS#8");
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /**
     * The JDK computes a public key only when it generates a pair. So it generates one from the random bytes that gave
     * this private key, and we check that it did.
     */
    private static KeyPair withPublicKey(EdECPrivateKey key) {
        byte[] seed = key.getBytes().orElseThrow();
        KeyPair pair = generate(new Replayed(seed));
        byte[] again = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        if (!Arrays.equals(seed, again)) {
            throw new IllegalStateException(
                    "this Java platform derives another Ed25519 key from the same bytes; use the"
                            + " JDK's own provider SunEC");
        }
        return pair;
    }

    /**
     * Reads a public key.
     *
     * @throws IllegalArgumentException where it is no Ed25519 key
     */
    public static PublicKey publicKey(PublicKeyPem pem) {
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(pem.der()));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException(
                    "the public key %s is no Ed25519 key; use a gate.pub that 'gate keygen' wrote"
                            .formatted(pem.id().abbreviated()),
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    /** The signature, 64 bytes. */
    public static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Whether the key signed the message. What is not even a signature is as wrong as one that does not fit. */
    public static boolean verifies(PublicKey key, byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException | InvalidKeyException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform from 15 on has Ed25519, but this one lacks it", e);
    }

    /** Gives bytes that were random once. */
    private static final class Replayed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Replayed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
