package dev.modelgate.registry.sign.dsse;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Dead Simple Signing Envelope, version 1, with its one signature. The signature covers the payload's type too, so
 * that nothing signed for one purpose serves another.
 *
 * @param payload the signed bytes, as they are
 * @param keyId a hint at the key, empty where there is none; not covered by the signature
 */
public record DsseEnvelope(String payloadType, ByteText payload, ByteText signature, String keyId) {

    public static final String IN_TOTO = "application/vnd.in-toto+json";

    /** Of the envelope itself, as a file. */
    public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

    /** The bytes that are signed: the pre-authentication encoding of the DSSE protocol. */
    public static byte[] preAuthentication(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + type.length + 32);
        out.writeBytes(ascii("DSSEv1 " + type.length + " "));
        out.writeBytes(type);
        out.writeBytes(ascii(" " + payload.length + " "));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public byte[] signedBytes() {
        return preAuthentication(payloadType, payload.bytes());
    }

    /** @throws MalformedSignatureException where it says that its payload is something else */
    public void requireType(String required) {
        if (!payloadType.equals(required)) {
            throw new MalformedSignatureException(
                    "its 'payloadType' is '%s', but '%s' is required".formatted(payloadType, required));
        }
    }

    DsseEnvelope withoutKeyId() {
        return new DsseEnvelope(payloadType, payload, signature, "");
    }

    public JsonObject json() {
        JsonBuilder entry = JsonBuilder.object();
        if (!keyId.isEmpty()) {
            entry.put("keyid", keyId);
        }
        return JsonBuilder.object()
                .put("payload", payload.base64())
                .put("payloadType", payloadType)
                .put(
                        "signatures",
                        JsonArray.of(
                                List.of(entry.put("sig", signature.base64()).build())))
                .build();
    }

    /** @throws MalformedSignatureException where it is no envelope with one signature */
    public static DsseEnvelope decode(JsonObject source) {
        Parts parts = new Parts(source);
        List<JsonObject> signatures = parts.objects("signatures");
        if (signatures.size() != 1) {
            throw new MalformedSignatureException(
                    "it has %d signatures, but one is required: of several it would not be clear whose word it is"
                            .formatted(signatures.size()));
        }
        Parts signature = new Parts(signatures.get(0));
        return new DsseEnvelope(
                parts.text("payloadType"),
                ByteText.decode(parts.text("payload"), "payload"),
                ByteText.decode(signature.text("sig"), "sig"),
                signature.optionalText("keyid").orElse(""));
    }
}
