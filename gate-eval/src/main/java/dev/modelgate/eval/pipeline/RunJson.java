package dev.modelgate.eval.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.pipeline.RunEvidence.Degradation;
import dev.modelgate.core.pipeline.RunEvidence.Deployment;
import dev.modelgate.core.pipeline.RunEvidence.Measurement;
import dev.modelgate.core.pipeline.RunEvidence.Stage;
import dev.modelgate.core.pipeline.Severity;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Runs in a plain file, {@code modelgate.run/v1}: {@code {"runs": [{"run", "status", "stages": [{"name", "status"}],
 * "metrics": [{"metric", "stage", "value"}], "datasets": {name: version}, "degraded": [{"severity", "what"}],
 * "deployments": [{"name", "status"}]}]}}. A word that is not known is an error: it could be a misspelled stage.
 */
record RunJson(Path file) implements EvidenceSource {

    private static final String SCHEMA = "modelgate.run/v1";
    private static final Set<String> KNOWN =
            Set.of("run", "status", "stages", "metrics", "datasets", "degraded", "deployments");

    @Override
    public RunEvidence run(String ref) {
        JsonObject root = JsonReader.readObject(InputFiles.bytes(file), file.toString());
        Optional<JsonValue> schema = JsonShape.optional(root, "schema");
        if (schema.isPresent()
                && !JsonShape.text(schema.get(), file + ": 'schema'").equals(SCHEMA)) {
            throw new CannotJudgeException("%s%s: the schema is another than '%s', the version understood; convert it"
                    .formatted(file, schema.get().place(), SCHEMA));
        }
        ImmutableList<RunEvidence> found = list(root, "runs", this::evidence).stream()
                .filter(run -> run.ref().equals(ref))
                .collect(ImmutableList.toImmutableList());
        if (found.size() != 1) {
            throw new CannotJudgeException(
                    "%s has %d runs '%s', but one is required; check the name".formatted(file, found.size(), ref));
        }
        return found.get(0);
    }

    RunEvidence evidence(JsonObject run) {
        run.members().forEach((word, value) -> {
            if (!KNOWN.contains(word)) {
                throw new CannotJudgeException("%s%s: '%s' is not understood; the words of a run are %s"
                        .formatted(file, value.place(), word, String.join(", ", new TreeSet<>(KNOWN))));
            }
        });
        return new RunEvidence(
                text(run, "run"),
                text(run, "status"),
                list(run, "stages", stage -> new Stage(text(stage, "name"), text(stage, "status"))),
                list(run, "metrics", this::measurement),
                datasets(run),
                list(run, "degraded", mark -> new Degradation(severity(mark), text(mark, "what"))),
                list(run, "deployments", made -> new Deployment(text(made, "name"), text(made, "status"))));
    }

    private Measurement measurement(JsonObject metric) {
        return new Measurement(
                text(metric, "metric"),
                JsonShape.optional(metric, "stage").map(stage -> JsonShape.text(stage, what("stage"))),
                Fraction.of(JsonShape.number(JsonShape.required(metric, "value", file.toString()), what("value"))
                        .decimal()));
    }

    private ImmutableMap<String, String> datasets(JsonObject run) {
        ImmutableMap.Builder<String, String> datasets = ImmutableMap.builder();
        JsonShape.optional(run, "datasets").ifPresent(value -> {
            for (Map.Entry<String, JsonValue> dataset :
                    JsonShape.object(value, what("datasets")).members().entrySet()) {
                datasets.put(dataset.getKey(), JsonShape.text(dataset.getValue(), what("datasets")));
            }
        });
        return datasets.buildOrThrow();
    }

    private Severity severity(JsonObject mark) {
        String word = text(mark, "severity");
        return switch (word) {
            case "info" -> Severity.INFO;
            case "warning" -> Severity.WARNING;
            case "error" -> Severity.ERROR;
            default ->
                throw new CannotJudgeException(
                        "%s is '%s', but info, warning or error is required".formatted(what("severity"), word));
        };
    }

    private <T> ImmutableList<T> list(JsonObject owner, String key, Function<JsonObject, T> item) {
        Optional<JsonValue> value = JsonShape.optional(owner, key);
        return value.isEmpty()
                ? ImmutableList.of()
                : JsonShape.array(value.get(), what(key)).items().stream()
                        .map(each -> item.apply(JsonShape.object(each, what(key))))
                        .collect(ImmutableList.toImmutableList());
    }

    private String text(JsonObject object, String key) {
        return JsonShape.text(JsonShape.required(object, key, file.toString()), what(key));
    }

    private String what(String key) {
        return "%s: '%s'".formatted(file, key);
    }
}
