package dev.modelgate.registry.browse;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.registry.state.EntryCodec;

/**
 * A model as a registry holds it.
 *
 * @param versions that name it, oldest first
 * @param live whether it serves
 * @param quarantined whether its content may not be promoted
 */
public record ListedModel(Entry entry, ImmutableList<SemverTag> versions, boolean live, boolean quarantined) {

    /** Short: what a list shows. */
    public JsonObject summary() {
        return start().put("registered_at", entry.registeredAt().toString())
                .putOrNull("parent", entry.parent().map(Object::toString))
                .build();
    }

    /** Everything that the registry knows. */
    public JsonObject json() {
        return start().put("entry", EntryCodec.json(entry)).build();
    }

    private JsonBuilder start() {
        return JsonBuilder.object()
                .put("sha", entry.sha().hex())
                .putTexts("versions", versions.stream().map(SemverTag::text).toList())
                .put("live", live)
                .put("quarantined", quarantined);
    }
}
