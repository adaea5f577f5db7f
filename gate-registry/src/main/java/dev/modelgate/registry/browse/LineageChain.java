package dev.modelgate.registry.browse;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.registry.state.LineageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model and its ancestors.
 *
 * @param models the model first, its parent next, as far as the registry knows them
 * @param missing the parent of the last one, where the registry does not hold it: a link that is named but not known
 */
public record LineageChain(ImmutableList<ListedModel> models, Optional<CanonicalSha> missing) {

    /** True where the chain ends at a model that has no parent. */
    public boolean reachesRoot() {
        return missing.isEmpty();
    }

    /** {@code {"chain": [...], "complete": true}}, the model first; a missing link has {@code "registered": false}. */
    public JsonObject json() {
        List<JsonObject> links = new ArrayList<>();
        models.forEach(model -> links.add(json(model)));
        missing.ifPresent(sha -> links.add(JsonBuilder.object()
                .put("sha", sha.hex())
                .put("registered", false)
                .build()));
        return JsonBuilder.object()
                .put("chain", JsonArray.of(links))
                .put("complete", reachesRoot())
                .build();
    }

    private static JsonObject json(ListedModel model) {
        return JsonBuilder.object()
                .put("sha", model.entry().sha().hex())
                .put("registered", true)
                .putTexts(
                        "versions",
                        model.versions().stream().map(SemverTag::text).toList())
                .put("live", model.live())
                .put("quarantined", model.quarantined())
                .put("registered_at", model.entry().registeredAt().toString())
                .put("lineage", LineageCodec.json(model.entry().lineage()))
                .putOrNull("parent", model.entry().parent().map(CanonicalSha::hex))
                .build();
    }
}
