package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads what a stage of {@code dvc.lock} made. Only {@code dvc.yaml} tells which of it lies in git. */
final class LockReader {

    private static final String SCHEMA = "2.0";

    private LockReader() {}

    static DvcPointer read(LockReference reference, String name) {
        Path file = InputFiles.path(reference.lock());
        JsonObject root = JsonShape.object(YamlReader.read(file), file.toString());
        String schema = JsonShape.text(JsonShape.required(root, "schema", file.toString()), file + ": 'schema'");
        if (!schema.equals(SCHEMA)) {
            throw new CannotJudgeException(
                    "%s: the schema is '%s', but '%s' is the version understood; run 'dvc repro' with DVC 2 or 3"
                            .formatted(file, schema, SCHEMA));
        }
        JsonObject stages = JsonShape.object(JsonShape.required(root, "stages", file.toString()), file + ": 'stages'");
        JsonValue stage = stages.member(reference.stage())
                .orElseThrow(() -> new CannotJudgeException("%s has no stage '%s'; the stages are %s"
                        .formatted(
                                file,
                                reference.stage(),
                                String.join(", ", stages.members().keySet()))));
        ImmutableSet<String> inGit = notCached(file.resolveSibling("dvc.yaml"), reference.stage());
        return new DvcPointer(
                name,
                file,
                ".",
                chosen(new OutFields(name, inGit::contains).read(JsonShape.object(stage, name)), reference));
    }

    private static ImmutableList<DvcOut> chosen(ImmutableList<DvcOut> outs, LockReference reference) {
        if (reference.out().isEmpty()) {
            return outs;
        }
        String path = reference.out().get();
        ImmutableList<DvcOut> found =
                outs.stream().filter(out -> out.path().equals(path)).collect(ImmutableList.toImmutableList());
        if (found.isEmpty()) {
            throw new CannotJudgeException("stage '%s' of %s has no out '%s'; its outs are %s"
                    .formatted(
                            reference.stage(),
                            reference.lock(),
                            path,
                            String.join(", ", outs.stream().map(DvcOut::path).toList())));
        }
        return found;
    }

    /** The outs that {@code dvc.yaml} marks {@code cache: false}, as metrics mostly are. */
    private static ImmutableSet<String> notCached(Path yaml, String stage) {
        if (!Files.exists(yaml)) {
            return ImmutableSet.of();
        }
        JsonObject root = JsonShape.object(YamlReader.read(yaml), yaml.toString());
        JsonObject stages = JsonShape.object(JsonShape.required(root, "stages", yaml.toString()), yaml + ": 'stages'");
        ImmutableSet.Builder<String> paths = ImmutableSet.builder();
        if (stages.member(stage).orElse(root) instanceof JsonObject declared) {
            for (String key : List.of("outs", "metrics", "plots")) {
                declared.member(key).ifPresent(outs -> collectNotCached(outs, paths));
            }
        }
        return paths.build();
    }

    private static void collectNotCached(JsonValue outs, ImmutableSet.Builder<String> paths) {
        if (outs instanceof JsonArray array) {
            array.items().forEach(item -> collectNotCached(item, paths));
        } else if (outs instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> out : object.members().entrySet()) {
                if (out.getValue() instanceof JsonObject options
                        && options.member("cache").orElse(out.getValue()) instanceof JsonBoolean cache
                        && !cache.value()) {
                    paths.add(out.getKey());
                }
            }
        }
    }
}
