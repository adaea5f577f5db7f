package dev.modelgate.core.trust;

/**
 * A public key as its owner hands it out: SubjectPublicKeyInfo in PEM. Whatever the line breaks were, the text is
 * that of {@code openssl}: 64 characters a line.
 */
public record PublicKeyPem(String text) {

    /** @throws IllegalArgumentException where the text has no block {@code PUBLIC KEY}, or several */
    public PublicKeyPem {
        text = Pem.text(Pem.PUBLIC_KEY, der(text));
    }

    public static PublicKeyPem of(byte[] subjectPublicKeyInfo) {
        return new PublicKeyPem(Pem.text(Pem.PUBLIC_KEY, subjectPublicKeyInfo));
    }

    /** The SubjectPublicKeyInfo. */
    public byte[] der() {
        return der(text);
    }

    public KeyId id() {
        return KeyId.of(der());
    }

    private static byte[] der(String text) {
        Pem pem = Pem.parse(text);
        return pem.der(Pem.PUBLIC_KEY)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the public key has the PEM blocks %s, but one 'PUBLIC KEY' is required; use the .pub file that"
                                        .formatted(pem.labels())
                                + " 'gate keygen' wrote"));
    }
}
