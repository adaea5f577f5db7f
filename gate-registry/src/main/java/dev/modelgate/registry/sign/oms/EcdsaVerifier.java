package dev.modelgate.registry.sign.oms;

import dev.modelgate.core.trust.PublicKeyPem;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;

/** Verifies with an ECDSA P-256 public key. */
record EcdsaVerifier(ECPublicKey key) {

    static final String CURVE = "secp256r1";
    static final String ALGORITHM = "SHA256withECDSA";

    /** @throws IllegalArgumentException where it is another kind of key, or on another curve */
    static EcdsaVerifier of(PublicKeyPem pem) {
        try {
            ECPublicKey key =
                    (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(pem.der()));
            if (isP256(key.getParams())) {
                return new EcdsaVerifier(key);
            }
        } catch (InvalidKeySpecException e) {
            throw notP256(pem, e);
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
        throw notP256(pem, null);
    }

    private static boolean isP256(ECParameterSpec found) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(CURVE));
            ECParameterSpec required = parameters.getParameterSpec(ECParameterSpec.class);
            return found.getCurve().equals(required.getCurve())
                    && found.getGenerator().equals(required.getGenerator())
                    && found.getOrder().equals(required.getOrder());
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Whether the key signed the message. What is not even a signature is as wrong as one that does not fit. */
    boolean verifies(byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException | InvalidKeyException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every JDK has ECDSA on P-256, but this one lacks it", e);
    }

    private static IllegalArgumentException notP256(
            PublicKeyPem pem, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "the public key %s is no ECDSA key on P-256, but one is required; use a gate-oms.pub that 'gate keygen --oms' wrote"
                        .formatted(pem.id().abbreviated()),
                cause);
    }
}
