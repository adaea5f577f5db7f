package dev.modelgate.registry.artifact;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.lineage.MetricValue;
import dev.modelgate.core.lineage.RunLineage;
import dev.modelgate.core.lineage.RunStatus;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.registry.state.DatasetCodec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A run's lineage to and from JSON, so that a bundle from the cache still tells where it came from. */
public final class RunCodec {

    private RunCodec() {}

    public static JsonObject encode(RunLineage lineage) {
        return JsonBuilder.object()
                .put(
                        "runs",
                        JsonArray.of(
                                lineage.runs().stream().map(RunCodec::encode).toList()))
                .putOrNull("missing", lineage.missing())
                .build();
    }

    private static JsonObject encode(TrackedRun run) {
        return JsonBuilder.object()
                .put("id", run.id())
                .put("experiment", run.experiment())
                .putOrNull("name", run.name())
                .put("status", run.status().name())
                .put("deleted", run.deleted())
                .putOrNull("artifact_uri", run.artifactUri())
                .put("params", texts(run.params()))
                .put("tags", texts(run.tags()))
                .put("metrics", metrics(run.metrics()))
                .put(
                        "datasets",
                        JsonArray.of(
                                run.datasets().stream().map(DatasetCodec::json).toList()))
                .putTexts("models", run.models())
                .putOrNull("parent", run.parent())
                .putOrNull("code_commit", run.codeCommit())
                .build();
    }

    private static JsonObject texts(Map<String, String> texts) {
        JsonBuilder builder = JsonBuilder.object();
        texts.forEach(builder::put);
        return builder.build();
    }

    /** A number for a number, the tracker's text for what is none. */
    private static JsonObject metrics(Map<String, MetricValue> metrics) {
        JsonBuilder builder = JsonBuilder.object();
        metrics.forEach((key, metric) -> {
            if (metric instanceof MetricValue.Finite finite) {
                builder.put(key, JsonNumber.of(finite.value()));
            } else if (metric instanceof MetricValue.NotFinite other) {
                builder.put(key, other.written());
            }
        });
        return builder.build();
    }

    /**
     * Reads what {@link #encode(RunLineage)} wrote.
     *
     * @param what names the text, for messages
     * @throws dev.modelgate.core.CannotJudgeException where it is something else
     */
    public static RunLineage decode(JsonObject json, String what) {
        Fields fields = new Fields(json, what);
        return new RunLineage(fields.list("runs", Fields::run), fields.optional("missing"));
    }

    private record Fields(JsonObject json, String what) {

        TrackedRun run() {
            return new TrackedRun(
                    text("id"),
                    text("experiment"),
                    optional("name"),
                    RunStatus.of(text("status")),
                    JsonShape.bool(required("deleted"), what),
                    optional("artifact_uri"),
                    map("params", value -> JsonShape.text(value, what)),
                    map("tags", value -> JsonShape.text(value, what)),
                    map("metrics", this::metric),
                    list("datasets", fields -> DatasetCodec.decode(new JsonFields(fields.json(), what))),
                    JsonShape.array(required("models"), what).items().stream()
                            .map(value -> JsonShape.text(value, what))
                            .collect(ImmutableList.toImmutableList()),
                    optional("parent"),
                    optional("code_commit"));
        }

        private MetricValue metric(JsonValue value) {
            return value instanceof JsonString text
                    ? new MetricValue.NotFinite(text.text())
                    : MetricValue.of(JsonShape.number(value, what).decimal());
        }

        private <T> ImmutableList<T> list(String key, Function<Fields, T> read) {
            return JsonShape.array(required(key), what).items().stream()
                    .map(item -> read.apply(new Fields(JsonShape.object(item, what), what)))
                    .collect(ImmutableList.toImmutableList());
        }

        private <T> ImmutableMap<String, T> map(String key, Function<JsonValue, T> read) {
            return JsonShape.object(required(key), what).members().entrySet().stream()
                    .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, member -> read.apply(member.getValue())));
        }

        private String text(String key) {
            return JsonShape.text(required(key), what);
        }

        private Optional<String> optional(String key) {
            return JsonShape.optional(json, key).map(value -> JsonShape.text(value, what));
        }

        private JsonValue required(String key) {
            return JsonShape.required(json, key, what);
        }
    }
}
