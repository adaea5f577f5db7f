package dev.modelgate.registry.sign;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Makes envelopes that {@link SignedVerdict} never would. */
final class Forger {

    private Forger() {}

    /** An envelope around any payload, properly signed. */
    static String signed(String payload, LocalSigner signer) {
        return signed(
                DsseEnvelope.IN_TOTO, payload, signer, signer.publicKey().id().hex());
    }

    static String signed(String type, String payload, LocalSigner signer, String keyId) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        byte[] signature = signer.sign(DsseEnvelope.preAuthentication(type, bytes));
        return envelope(type, bytes, signature, keyId);
    }

    static String envelope(String type, byte[] payload, byte[] signature, String keyId) {
        return PrettyJson.line(JsonBuilder.object()
                .put("payloadType", type)
                .put("payload", Base64.getEncoder().encodeToString(payload))
                .put(
                        "signatures",
                        JsonArray.of(List.of(JsonBuilder.object()
                                .put("keyid", keyId)
                                .put("sig", Base64.getEncoder().encodeToString(signature))
                                .build())))
                .build());
    }

    /** The statement that {@link Samples#verdict()} gives. */
    static String statement() {
        return new String(VerdictStatement.encode(Samples.verdict()), StandardCharsets.UTF_8);
    }
}
