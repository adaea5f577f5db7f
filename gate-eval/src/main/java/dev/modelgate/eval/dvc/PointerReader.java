package dev.modelgate.eval.dvc;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.YamlReader;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what a {@code .dvc} file names, or a stage of a {@code dvc.lock} as {@code dvc.lock:STAGE[:OUT]}. */
final class PointerReader {

    /** Ends the name of a pointer. */
    static final String SUFFIX = ".dvc";

    private PointerReader() {}

    /** Whether that name is a pointer's or a stage's, by its form. */
    static boolean isPointer(String name) {
        return name.endsWith(SUFFIX) || LockReference.parse(name).isPresent();
    }

    /**
     * Reads it.
     *
     * @throws CannotJudgeException where it is missing or malformed, or uses what is not read: by its key
     */
    static DvcPointer read(String name) {
        Optional<LockReference> stage = LockReference.parse(name);
        if (stage.isPresent()) {
            return LockReader.read(stage.get(), name);
        }
        if (!name.endsWith(SUFFIX)) {
            throw new CannotJudgeException(
                    "%s is no pointer, but FILE.dvc or dvc.lock:STAGE is required; name one of them".formatted(name));
        }
        return pointer(InputFiles.path(name), name);
    }

    private static DvcPointer pointer(Path file, String name) {
        JsonObject root = JsonShape.object(YamlReader.read(InputFiles.bytes(file), name), name);
        requireNoRepository(root, name);
        String workingFolder = JsonShape.optional(root, "wdir")
                .map(value -> JsonShape.text(value, name + ": 'wdir'"))
                .orElse(".");
        return new DvcPointer(name, file, workingFolder, new OutFields(name, path -> false).read(root));
    }

    /** Whether an import's data also lie in this project's remote, only the other repository can say. */
    private static void requireNoRepository(JsonObject root, String name) {
        Optional<JsonValue> deps = JsonShape.optional(root, "deps");
        if (deps.isEmpty()) {
            return;
        }
        for (JsonValue dep : JsonShape.array(deps.get(), name + ": 'deps'").items()) {
            Optional<JsonValue> repository =
                    JsonShape.object(dep, name + ": a dependency").member("repo");
            if (repository.isPresent()) {
                throw new CannotJudgeException(
                        "%s%s: 'deps.repo' imports the data from another repository, which is not read; run 'dvc pull' and add the data here by 'dvc add'"
                                .formatted(name, repository.get().place()));
            }
        }
    }
}
