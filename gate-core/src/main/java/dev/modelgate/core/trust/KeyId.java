package dev.modelgate.core.trust;

import dev.modelgate.core.identity.Sha256;
import java.util.regex.Pattern;

/** Names a public key: the SHA-256 of its SubjectPublicKeyInfo in DER, as 64 lower-case hex digits. */
public record KeyId(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public KeyId {
        if (!isKeyId(hex)) {
            throw new IllegalArgumentException(
                    "the key id is '%s', but 64 lower-case hex digits are required; 'gate keygen' prints it"
                            .formatted(hex));
        }
    }

    /** The id of the key with that SubjectPublicKeyInfo. */
    public static KeyId of(byte[] subjectPublicKeyInfo) {
        return new KeyId(Sha256.hex(subjectPublicKeyInfo));
    }

    public static boolean isKeyId(String text) {
        return FORM.matcher(text).matches();
    }

    /** The first twelve digits, for people. */
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    @Override
    public String toString() {
        return hex;
    }
}
