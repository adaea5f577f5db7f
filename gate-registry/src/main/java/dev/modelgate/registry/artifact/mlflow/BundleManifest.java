package dev.modelgate.registry.artifact.mlflow;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a bundle on the server consists of, written last. MLflow knows neither digests nor whether an upload is
 * complete: a bundle without its manifest is not there.
 */
record BundleManifest(CanonicalSha sha, Optional<CanonicalSha> parent, ImmutableList<FileEntry> files) {

    static final String NAME = "manifest.json";

    private static final String SCHEMA = "modelgate.bundle-manifest/v1";

    byte[] bytes() {
        JsonObject json = JsonBuilder.object()
                .put("schema", SCHEMA)
                .put("sha", sha.hex())
                .putOrNull("parent", parent.map(CanonicalSha::hex))
                .put(
                        "files",
                        JsonArray.of(files.stream().map(BundleManifest::json).toList()))
                .build();
        return PrettyJson.indented(json).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject json(FileEntry file) {
        return JsonBuilder.object()
                .put("path", file.path())
                .put("size", file.size())
                .put("sha256", file.sha256())
                .build();
    }

    /**
     * Reads a manifest.
     *
     * @throws CannotJudgeException where it is none, or that of another bundle
     */
    static BundleManifest read(Path file, CanonicalSha expected) {
        String what = "the manifest of bundle " + expected.abbreviated();
        JsonObject json = JsonShape.object(JsonReader.read(file), what);
        String sha = text(json, "sha", what);
        if (!text(json, "schema", what).equals(SCHEMA) || !sha.equals(expected.hex())) {
            throw new CannotJudgeException("%s is of '%s', but of %s in form %s is required; store the bundle again"
                    .formatted(what, sha, expected, SCHEMA));
        }
        Optional<CanonicalSha> parent =
                JsonShape.optional(json, "parent").map(value -> new CanonicalSha(JsonShape.text(value, what)));
        return new BundleManifest(expected, parent, files(json, what));
    }

    private static ImmutableList<FileEntry> files(JsonObject json, String what) {
        return JsonShape.array(JsonShape.required(json, "files", what), what).items().stream()
                .map(value -> entry(value, what))
                .collect(ImmutableList.toImmutableList());
    }

    private static FileEntry entry(JsonValue value, String what) {
        JsonObject file = JsonShape.object(value, what);
        return new FileEntry(
                text(file, "path", what),
                JsonShape.integer(JsonShape.required(file, "size", what), what),
                text(file, "sha256", what));
    }

    private static String text(JsonObject json, String name, String what) {
        return JsonShape.text(JsonShape.required(json, name, what), what);
    }
}
