package dev.modelgate.registry.sign.dsse;

import java.util.Base64;

/**
 * Bytes that travel as Base64. Immutable, and equal where the bytes are.
 *
 * <p>DSSE allows the standard and the URL-safe alphabet, padded or not. Of all texts that a lenient decoder reads as
 * the same bytes only the canonical one is taken, so that no character can be changed unnoticed.
 */
public record ByteText(String base64) {

    public static ByteText of(byte[] bytes) {
        return new ByteText(Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * Reads what came from outside.
     *
     * @param what names the text, for the message
     * @throws MalformedSignatureException where it is not canonical Base64
     */
    public static ByteText decode(String text, String what) {
        boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        Base64.Encoder encoder = url ? Base64.getUrlEncoder() : Base64.getEncoder();
        byte[] bytes = lenient(url ? Base64.getUrlDecoder() : Base64.getDecoder(), text, what);
        if (!encoder.encodeToString(bytes).equals(text)
                && !encoder.withoutPadding().encodeToString(bytes).equals(text)) {
            throw notBase64(what);
        }
        return of(bytes);
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] lenient(Base64.Decoder decoder, String text, String what) {
        try {
            return decoder.decode(text);
        } catch (IllegalArgumentException e) {
            throw notBase64(what);
        }
    }

    private static MalformedSignatureException notBase64(String what) {
        return new MalformedSignatureException("its '%s' is not canonical Base64, but it must be".formatted(what));
    }
}
