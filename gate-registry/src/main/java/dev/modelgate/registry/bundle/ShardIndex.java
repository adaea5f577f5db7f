package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.FileKind;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.util.Optional;

/**
 * An index of sharded weights: which file holds which tensor. It is no part of the identity, so it may say nothing that
 * the files do not say, and whoever gets a copy of the bundle gets it without whatever else stood in it.
 *
 * @param file where it was read
 * @param shards for each tensor the path of its file, relative to the bundle
 */
record ShardIndex(BundleFile file, ImmutableMap<String, String> shards) {

    /** Of pickled weights: it counts with every byte, but the files that it names may be missing all the same. */
    private static final String PICKLED_SUFFIX = ".bin.index.json";

    private static final String WEIGHT_MAP = "weight_map";

    static boolean isOne(BundleFile file) {
        return isOfSafetensors(file) || file.path().endsWith(PICKLED_SUFFIX);
    }

    private static boolean isOfSafetensors(BundleFile file) {
        return file.kind() == FileKind.SHARD_INDEX;
    }

    /**
     * Reads it; empty where it maps nothing, which no loader takes for an index.
     *
     * @throws CannotJudgeException where it is not one strict JSON object, or names no plain file
     */
    static Optional<ShardIndex> read(BundleFile file) {
        if (file.size() > ConfigFile.MAX_BYTES) {
            throw new CannotJudgeException("%s has %d bytes, but at most %d are allowed in an index of shards"
                    .formatted(file.shown(), file.size(), ConfigFile.MAX_BYTES));
        }
        JsonObject json = JsonReader.readObject(InputFiles.bytes(file.location()), file.shown());
        return JsonShape.optional(json, WEIGHT_MAP)
                .map(value -> new ShardIndex(
                        file, shards(file, JsonShape.object(value, file.shown() + ": '" + WEIGHT_MAP + "'"))));
    }

    private static ImmutableMap<String, String> shards(BundleFile file, JsonObject map) {
        String folder = file.folder();
        ImmutableMap.Builder<String, String> shards = ImmutableMap.builder();
        map.members().forEach((tensor, value) -> {
            String what = "%s: the shard of '%s'".formatted(file.shown(), tensor);
            shards.put(tensor, folder + plain(JsonShape.text(value, what), what));
        });
        return shards.buildOrThrow();
    }

    private static String plain(String name, String what) {
        if (name.isEmpty() || name.startsWith("/") || ("/" + name + "/").contains("/../")) {
            throw new CannotJudgeException(
                    "%s is '%s', but a file in the bundle is required; fetch or export the index again"
                            .formatted(what, name));
        }
        return name;
    }

    boolean isOfSafetensors() {
        return isOfSafetensors(file);
    }

    /** The index with what the files say and nothing else. */
    byte[] bytes() {
        JsonBuilder map = JsonBuilder.object();
        shards.forEach(
                (tensor, path) -> map.put(tensor, path.substring(file.folder().length())));
        return CanonicalJson.bytes(JsonBuilder.object()
                .put("metadata", JsonBuilder.object().build())
                .put(WEIGHT_MAP, map.build())
                .build());
    }
}
