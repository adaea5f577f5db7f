package dev.modelgate.registry.artifact.mlflow;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.lineage.DatasetInput;
import dev.modelgate.core.lineage.MetricValue;
import dev.modelgate.core.lineage.RunStatus;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.eval.json.JsonShape;
import java.util.Optional;
import java.util.function.Function;

/** A run as MLflow's REST interface writes it. */
final class RunReader {

    private static final String PARENT = "mlflow.parentRunId";
    private static final String COMMIT = "mlflow.source.git.commit";
    private static final String CONTEXT = "mlflow.data.context";

    private final String what;

    private RunReader(String what) {
        this.what = what;
    }

    /**
     * Reads the value of {@code run}.
     *
     * @param what names the answer, for messages
     */
    static TrackedRun read(JsonObject run, String what) {
        return new RunReader(what).run(run);
    }

    private TrackedRun run(JsonObject run) {
        JsonObject info = object(run, "info");
        JsonObject data = object(run, "data");
        ImmutableMap<String, String> tags = texts(data, "tags");
        return new TrackedRun(
                JsonShape.text(JsonShape.required(info, "run_id", what), what),
                text(info, "experiment_id").orElse(""),
                text(info, "run_name"),
                RunStatus.of(text(info, "status").orElse("")),
                !text(info, "lifecycle_stage").equals(Optional.of("active")),
                text(info, "artifact_uri"),
                texts(data, "params"),
                tags,
                keyed(data, "metrics", this::metric),
                list(object(run, "inputs"), "dataset_inputs", this::dataset),
                list(object(run, "outputs"), "model_outputs", output -> required(output, "model_id")),
                Optional.ofNullable(tags.get(PARENT)).filter(id -> !id.isBlank()),
                Optional.ofNullable(tags.get(COMMIT)).filter(commit -> !commit.isBlank()));
    }

    /** NaN comes as a string; infinity as the largest double. */
    private MetricValue metric(JsonObject metric) {
        JsonValue value = JsonShape.required(metric, "value", what);
        return value instanceof JsonString text
                ? new MetricValue.NotFinite(text.text())
                : MetricValue.of(JsonShape.number(value, what).decimal());
    }

    private DatasetInput dataset(JsonObject input) {
        JsonObject dataset = object(input, "dataset");
        return new DatasetInput(
                required(dataset, "name"),
                required(dataset, "digest"),
                text(dataset, "source_type"),
                text(dataset, "source"),
                Optional.ofNullable(texts(input, "tags").get(CONTEXT)));
    }

    private ImmutableMap<String, String> texts(JsonObject object, String name) {
        return keyed(object, name, entry -> text(entry, "value").orElse(""));
    }

    private <T> ImmutableMap<String, T> keyed(JsonObject object, String name, Function<JsonObject, T> value) {
        return list(object, name, entry -> entry).stream()
                .collect(ImmutableMap.toImmutableMap(entry -> required(entry, "key"), value));
    }

    private <T> ImmutableList<T> list(JsonObject object, String name, Function<JsonObject, T> read) {
        return JsonShape.optional(object, name).stream()
                .flatMap(value -> JsonShape.array(value, what + ": '" + name + "'").items().stream())
                .map(item -> read.apply(JsonShape.object(item, what + ": '" + name + "'")))
                .collect(ImmutableList.toImmutableList());
    }

    /** An object that protobuf's JSON leaves out when it is empty. */
    private JsonObject object(JsonObject parent, String name) {
        return JsonShape.optional(parent, name)
                .map(value -> JsonShape.object(value, what + ": '" + name + "'"))
                .orElse(JsonObject.of(ImmutableMap.of()));
    }

    private String required(JsonObject object, String name) {
        return JsonShape.text(JsonShape.required(object, name, what), what + ": '" + name + "'");
    }

    private Optional<String> text(JsonObject object, String name) {
        return JsonShape.optional(object, name).map(value -> JsonShape.text(value, what + ": '" + name + "'"));
    }
}
