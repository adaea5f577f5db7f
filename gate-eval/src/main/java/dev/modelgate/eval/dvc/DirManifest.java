package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableSortedMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CodePoints;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a folder holds, as its {@code .dir} object lists it.
 *
 * @param entries hashes by relative path, by code point; paths are checked where they become files
 */
record DirManifest(ImmutableSortedMap<String, DvcHash> entries) {

    /**
     * Reads the object's bytes, whose MD5 was checked before.
     *
     * @throws CannotJudgeException where it is no list of files, lists a path twice, or has a file below a file
     */
    static DirManifest parse(byte[] bytes, DvcHash hash, String name) {
        SortedMap<String, DvcHash> entries = new TreeMap<>(CodePoints.ORDER);
        for (JsonValue item :
                JsonShape.array(JsonReader.read(bytes, name), name).items()) {
            JsonObject entry = JsonShape.object(item, name + ": an entry");
            String path = text(entry, "relpath", name);
            DvcHash file = hash.ofEntry(text(entry, "md5", name), "%s: the md5 of '%s'".formatted(name, path));
            if (entries.put(path, file) != null) {
                throw new CannotJudgeException(
                        "%s lists '%s' twice, but a path has one content; do not use this data".formatted(name, path));
            }
        }
        DirManifest manifest = new DirManifest(ImmutableSortedMap.copyOfSorted(entries));
        manifest.requireNoFileBelowAFile(name);
        return manifest;
    }

    private void requireNoFileBelowAFile(String name) {
        for (String path : entries.keySet()) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                if (entries.containsKey(path.substring(0, slash))) {
                    throw new CannotJudgeException("%s lists '%s' both as a file and as a folder; do not use this data"
                            .formatted(name, path.substring(0, slash)));
                }
            }
        }
    }

    private static String text(JsonObject entry, String key, String name) {
        return JsonShape.text(JsonShape.required(entry, key, name + ": an entry"), "%s: '%s'".formatted(name, key));
    }
}
