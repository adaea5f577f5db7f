package dev.modelgate.registry.sign.dsse;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.List;

/**
 * A Sigstore bundle, version 0.3, around an envelope signed with a key of one's own: the form that {@code cosign} and
 * OpenSSF Model Signing read. It holds neither certificate nor transparency log entry.
 *
 * <p>The key is hinted at by the bundle alone: cosign passes over a signature whose envelope names a key otherwise than
 * cosign would.
 *
 * @param hint at the key, empty where there is none; not covered by the signature
 */
public record SigstoreBundle(DsseEnvelope envelope, String hint) {

    /** The media type of version 0.3. */
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    public JsonObject json() {
        JsonObject material = JsonBuilder.object()
                .put("publicKey", JsonBuilder.object().put("hint", hint).build())
                .put("tlogEntries", JsonArray.of(List.of()))
                .build();
        return JsonBuilder.object()
                .put("mediaType", MEDIA_TYPE)
                .put("verificationMaterial", material)
                .put("dsseEnvelope", envelope.withoutKeyId().json())
                .build();
    }

    /** @throws MalformedSignatureException where it is no such bundle, or one by a certificate */
    public static SigstoreBundle decode(JsonObject source) {
        Parts parts = new Parts(source);
        parts.requireText("mediaType", MEDIA_TYPE);
        String hint = parts.object("verificationMaterial")
                .object("publicKey")
                .optionalText("hint")
                .orElse("");
        return new SigstoreBundle(
                DsseEnvelope.decode(parts.object("dsseEnvelope").source()), hint);
    }
}
