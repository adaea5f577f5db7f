package dev.modelgate.registry.tracking;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a run's tags must be again, unless the promotion that changes them happens. It stands in the registry from
 * before the tracker is told until the promotion's event, which takes it away; so while it stands, the promotion has
 * not happened.
 *
 * @param id of the promotion's attempt: two attempts may owe the same
 * @param tracker as the user names it
 * @param run whose tags they are
 * @param before their values before it, empty for tags that were not there
 */
public record TagDebt(String id, String tracker, String run, ImmutableMap<String, Optional<String>> before) {

    static final DocumentPath PATH = new DocumentPath("tracker-debt.json");

    private static final String SCHEMA = "modelgate.tracker-debt/v1";

    /** Whether a tracker is still to be told that a promotion did not happen. */
    public static boolean isOwed(RegistryView view) throws IOException {
        return view.document(PATH).isPresent();
    }

    static Optional<TagDebt> in(RegistryView view) throws IOException {
        return view.document(PATH).map(bytes -> decode(bytes, PATH.text()));
    }

    byte[] encode() {
        JsonBuilder tags = JsonBuilder.object();
        before.forEach(tags::putOrNull);
        return PrettyJson.indented(JsonBuilder.object()
                        .put("schema", SCHEMA)
                        .put("id", id)
                        .put("tracker", tracker)
                        .put("run", run)
                        .put("before", tags.build())
                        .build())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static TagDebt decode(byte[] bytes, String name) {
        JsonFields fields = JsonFields.of(JsonReader.read(bytes, name), name);
        fields.requireSchema(SCHEMA);
        JsonFields tags = fields.object("before");
        ImmutableMap.Builder<String, Optional<String>> before = ImmutableMap.builder();
        tags.source()
                .members()
                .keySet()
                .forEach(key -> before.put(
                        key,
                        JsonShape.optional(tags.source(), key).map(value -> JsonShape.text(value, tags.what(key)))));
        return new TagDebt(fields.text("id"), fields.text("tracker"), fields.text("run"), before.buildOrThrow());
    }
}
