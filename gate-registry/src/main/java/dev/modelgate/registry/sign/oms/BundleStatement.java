package dev.modelgate.registry.sign.oms;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import dev.modelgate.registry.sign.dsse.InTotoStatement;
import dev.modelgate.registry.sign.dsse.MalformedSignatureException;
import dev.modelgate.registry.sign.dsse.Parts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a Model Signing signature says of a bundle, predicate version 1.0.
 *
 * @param digests SHA-256 of each signed file by its path, in the order in which they are listed
 */
record BundleStatement(String name, ImmutableMap<String, String> digests) {

    static final String PREDICATE = "https://model_signing/signature/v1.0";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * The statement's bytes.
     *
     * @param ignored paths that are not signed, for verifiers that would miss them
     */
    byte[] bytes(List<String> ignored) {
        JsonObject serialization = JsonBuilder.object()
                .put("method", "files")
                .put("hash_type", "sha256")
                .put("allow_symlinks", false)
                .putTexts("ignore_paths", ignored)
                .build();
        JsonObject predicate = JsonBuilder.object()
                .put("serialization", serialization)
                .put(
                        "resources",
                        JsonArray.of(digests.entrySet().stream()
                                .map(BundleStatement::resource)
                                .toList()))
                .build();
        return new InTotoStatement(name, BundleManifest.root(digests.values()), PREDICATE, predicate).bytes();
    }

    private static JsonObject resource(Map.Entry<String, String> file) {
        return JsonBuilder.object()
                .put("name", file.getKey())
                .put("algorithm", "sha256")
                .put("digest", file.getValue())
                .build();
    }

    /** @throws MalformedSignatureException where it is no such statement, or contradicts itself */
    static BundleStatement decode(DsseEnvelope envelope) {
        InTotoStatement statement = InTotoStatement.decode(envelope, PREDICATE);
        Parts predicate = new Parts(statement.predicate());
        Parts serialization = predicate.object("serialization");
        serialization.requireText("method", "files");
        serialization.requireText("hash_type", "sha256");
        ImmutableMap<String, String> digests = digests(predicate.objects("resources"));
        requireRoot(statement.sha256(), BundleManifest.root(digests.values()));
        return new BundleStatement(statement.subject(), digests);
    }

    private static ImmutableMap<String, String> digests(List<JsonObject> resources) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (JsonObject resource : resources) {
            Parts parts = new Parts(resource);
            parts.requireText("algorithm", "sha256");
            if (digests.put(parts.text("name"), digest(parts)) != null) {
                throw new MalformedSignatureException("it lists the file '%s' twice".formatted(parts.text("name")));
            }
        }
        if (digests.isEmpty()) {
            throw new MalformedSignatureException("it lists no file, so it proves nothing");
        }
        return ImmutableMap.copyOf(digests);
    }

    private static String digest(Parts resource) {
        String digest = resource.text("digest");
        if (!SHA256.matcher(digest).matches()) {
            throw new MalformedSignatureException(
                    "its digest of the file '%s' is '%s', but 64 lower-case hex digits are"
                                    .formatted(resource.text("name"), digest)
                            + " required");
        }
        return digest;
    }

    private static void requireRoot(String stated, String found) {
        if (!stated.equals(found)) {
            throw new MalformedSignatureException(
                    "its subject has the digest %s, but its files give %s".formatted(stated, found));
        }
    }
}
