package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.lineage.DatasetInput;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.LineageFacts.CodeState;
import dev.modelgate.core.release.LineageFacts.Origin;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonShape;
import java.util.Map;

/** The lineage facts of an entry; what is not known is written as {@code null}. */
public final class LineageCodec {

    private LineageCodec() {}

    public static JsonObject json(LineageFacts facts) {
        JsonBuilder frameworks = JsonBuilder.object();
        facts.frameworks().forEach(frameworks::put);
        return JsonBuilder.object()
                .putOrNull("corpus_dvc_hash", facts.corpusDvcHash())
                .putOrNull("eval_set_hash", facts.evalSetHash())
                .put("code", facts.code().<JsonValue>map(LineageCodec::json).orElse(JsonNull.NULL))
                .put("hyperparameters", facts.hyperparameters())
                .putOrNull("seed", facts.seed())
                .put("frameworks", frameworks.build())
                .putOrNull("image_digest", facts.imageDigest())
                .putOrNull("source", facts.origin().source())
                .putTexts("runs", facts.origin().runs())
                .putOrNull("missing_run", facts.origin().missingRun())
                .put(
                        "datasets",
                        JsonArray.of(facts.origin().datasets().stream()
                                .map(DatasetCodec::json)
                                .toList()))
                .putOrNull("registered_by", facts.registeredBy())
                .putOrNull("run_url", facts.runUrl())
                .build();
    }

    private static JsonObject json(CodeState code) {
        return JsonBuilder.object()
                .put("commit", code.commit())
                .put("dirty", code.dirty().<JsonValue>map(JsonBoolean::of).orElse(JsonNull.NULL))
                .build();
    }

    static LineageFacts decode(JsonFields fields) {
        return new LineageFacts(
                fields.optionalText("corpus_dvc_hash"),
                fields.optionalText("eval_set_hash"),
                fields.optionalObject("code").map(LineageCodec::code),
                JsonShape.object(fields.value("hyperparameters"), fields.what("hyperparameters")),
                fields.optionalText("seed"),
                texts(fields.object("frameworks")),
                fields.optionalText("image_digest"),
                new Origin(
                        fields.optionalText("source"),
                        fields.texts("runs"),
                        fields.optionalText("missing_run"),
                        datasets(fields)),
                fields.optionalText("registered_by"),
                fields.optionalText("run_url"));
    }

    private static CodeState code(JsonFields code) {
        return new CodeState(
                code.text("commit"),
                JsonShape.optional(code.source(), "dirty").map(value -> JsonShape.bool(value, code.what("dirty"))));
    }

    /** Entries from before data sets were recorded have none. */
    private static ImmutableList<DatasetInput> datasets(JsonFields fields) {
        return JsonShape.optional(fields.source(), "datasets").stream()
                .flatMap(value -> JsonShape.array(value, fields.what("datasets")).items().stream())
                .map(item -> DatasetCodec.decode(JsonFields.of(item, fields.what("datasets"))))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableMap<String, String> texts(JsonFields fields) {
        ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
        for (Map.Entry<String, JsonValue> member : fields.source().members().entrySet()) {
            texts.put(member.getKey(), JsonShape.text(member.getValue(), fields.what(member.getKey())));
        }
        return texts.buildOrThrow();
    }
}
