package dev.modelgate.registry.artifact.oci;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.render.Printable;
import java.util.Optional;

/** An OCI image manifest: what an artifact consists of. Equal manifests have equal bytes, so one digest. */
record Manifest(
        Optional<String> artifactType,
        Descriptor config,
        ImmutableList<Descriptor> layers,
        Optional<Descriptor> subject,
        ImmutableMap<String, String> annotations) {

    /** As RFC 8785 writes it, without a newline. */
    byte[] bytes() {
        JsonBuilder json = JsonBuilder.object()
                .put("schemaVersion", 2)
                .put("mediaType", MediaTypes.OCI_MANIFEST)
                .put("config", config.json())
                .put(
                        "layers",
                        JsonArray.of(layers.stream().map(Descriptor::json).toList()));
        artifactType.ifPresent(type -> json.put("artifactType", type));
        subject.ifPresent(it -> json.put("subject", it.json()));
        if (!annotations.isEmpty()) {
            json.put("annotations", Descriptor.texts(annotations));
        }
        return CanonicalJson.bytes(json.build());
    }

    /**
     * Reads a manifest.
     *
     * @param what names it, for messages
     * @throws CannotJudgeException where it is none, an index for instance
     */
    static Manifest read(byte[] bytes, String what) {
        JsonObject json = JsonReader.readObject(bytes, what);
        String mediaType = Descriptor.text(json, "mediaType", what).orElse(MediaTypes.OCI_MANIFEST);
        if (!mediaType.equals(MediaTypes.OCI_MANIFEST)) {
            throw new CannotJudgeException(
                    "%s is of type '%s', but one manifest (%s) is required; name the digest of one"
                            .formatted(what, Printable.line(mediaType), MediaTypes.OCI_MANIFEST));
        }
        return new Manifest(
                Descriptor.text(json, "artifactType", what),
                Descriptor.read(JsonShape.required(json, "config", what), what + ": 'config'"),
                JsonShape.array(JsonShape.required(json, "layers", what), what).items().stream()
                        .map(layer -> Descriptor.read(layer, what + ": a layer"))
                        .collect(ImmutableList.toImmutableList()),
                JsonShape.optional(json, "subject").map(value -> Descriptor.read(value, what + ": 'subject'")),
                Descriptor.annotations(json, what));
    }

    /** What kind of thing it is: the artifact type, or by the older convention the type of its config. */
    String kind() {
        return artifactType.orElse(config.mediaType());
    }
}
