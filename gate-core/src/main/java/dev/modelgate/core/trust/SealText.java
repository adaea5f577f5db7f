package dev.modelgate.core.trust;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;

/**
 * A signature that stands beside what it covers. Nothing is proven by it before it was verified.
 *
 * @param key that it says it is by
 * @param signature in Base64
 */
public record SealText(KeyId key, String signature) {

    /** As a member of an event or a document: {@code {"keyid", "sig"}}. */
    public JsonObject json() {
        return JsonBuilder.object()
                .put("keyid", key.hex())
                .put("sig", signature)
                .build();
    }
}
