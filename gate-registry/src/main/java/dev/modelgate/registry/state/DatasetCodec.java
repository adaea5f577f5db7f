package dev.modelgate.registry.state;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.lineage.DatasetInput;
import dev.modelgate.eval.json.JsonFields;

/** A data set of a run, to JSON and back. */
public final class DatasetCodec {

    private DatasetCodec() {}

    public static JsonObject json(DatasetInput dataset) {
        return JsonBuilder.object()
                .put("name", dataset.name())
                .put("digest", dataset.digest())
                .putOrNull("source_type", dataset.sourceType())
                .putOrNull("source", dataset.source())
                .putOrNull("context", dataset.context())
                .build();
    }

    public static DatasetInput decode(JsonFields fields) {
        return new DatasetInput(
                fields.text("name"),
                fields.text("digest"),
                fields.optionalText("source_type"),
                fields.optionalText("source"),
                fields.optionalText("context"));
    }
}
