package dev.modelgate.registry.artifact.oci;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonShape;
import java.util.Map;
import java.util.Optional;

/**
 * Content of a registry: what it is, its digest and its size.
 *
 * @param size in bytes
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        Optional<String> artifactType,
        ImmutableMap<String, String> annotations) {

    public Descriptor {
        if (size < 0) {
            throw new CannotJudgeException(
                    "the size of %s is %d, but a size is not negative; push it again".formatted(digest, size));
        }
    }

    static Descriptor of(String mediaType, byte[] bytes) {
        return new Descriptor(mediaType, Digest.of(bytes), bytes.length, Optional.empty(), ImmutableMap.of());
    }

    Descriptor with(ImmutableMap<String, String> more) {
        return new Descriptor(mediaType, digest, size, artifactType, more);
    }

    Descriptor withArtifactType(String type) {
        return new Descriptor(mediaType, digest, size, Optional.of(type), annotations);
    }

    JsonObject json() {
        JsonBuilder json = JsonBuilder.object()
                .put("mediaType", mediaType)
                .put("digest", digest.toString())
                .put("size", size);
        artifactType.ifPresent(type -> json.put("artifactType", type));
        if (!annotations.isEmpty()) {
            json.put("annotations", texts(annotations));
        }
        return json.build();
    }

    static JsonObject texts(Map<String, String> texts) {
        JsonBuilder json = JsonBuilder.object();
        texts.forEach(json::put);
        return json.build();
    }

    /** Reads a descriptor. */
    static Descriptor read(JsonValue value, String what) {
        JsonObject json = JsonShape.object(value, what);
        return new Descriptor(
                JsonShape.text(JsonShape.required(json, "mediaType", what), what),
                Digest.parse(JsonShape.text(JsonShape.required(json, "digest", what), what)),
                JsonShape.integer(JsonShape.required(json, "size", what), what),
                text(json, "artifactType", what),
                annotations(json, what));
    }

    static ImmutableMap<String, String> annotations(JsonObject json, String what) {
        return JsonShape.optional(json, "annotations").stream()
                .flatMap(value -> JsonShape.object(value, what).members().entrySet().stream())
                .collect(ImmutableMap.toImmutableMap(
                        Map.Entry::getKey, member -> JsonShape.text(member.getValue(), what)));
    }

    static Optional<String> text(JsonObject json, String name, String what) {
        return JsonShape.optional(json, name).map(value -> JsonShape.text(value, what));
    }
}
