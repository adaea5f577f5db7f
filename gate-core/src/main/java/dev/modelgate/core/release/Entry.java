package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a registry knows of one model. It contains the canonical document, so that the identity can be computed again
 * by anyone, from the entry alone; a record whose document gives another SHA cannot exist.
 *
 * @param document the canonical document, {@code canonical-sha/1}
 * @param registeredAt to the second
 * @param registeredSeq number of the event that registered it
 * @param artifact how the artifact store names the bytes
 * @param accompanying what was stored beside the files that the document lists: nothing that runs needs it
 */
public record Entry(
        CanonicalSha sha,
        JsonObject document,
        LineageFacts lineage,
        Instant registeredAt,
        long registeredSeq,
        String artifact,
        ImmutableList<FileEntry> accompanying) {

    private static final String PARENT = "parent";

    public Entry {
        CanonicalSha found = sha(document);
        if (!found.equals(sha)) {
            throw new IllegalArgumentException(
                    ("the entry of model %s holds the document of model %s, but an entry must hold its own;"
                                    + " it was edited")
                            .formatted(sha, found));
        }
    }

    public static Entry of(
            BundleDocument document,
            LineageFacts lineage,
            Instant registeredAt,
            long registeredSeq,
            String artifact,
            ImmutableList<FileEntry> accompanying) {
        return new Entry(document.sha(), document.json(), lineage, registeredAt, registeredSeq, artifact, accompanying);
    }

    /** The model that this one was made from. */
    public Optional<CanonicalSha> parent() {
        return document.member(PARENT)
                .filter(JsonString.class::isInstance)
                .map(parent -> new CanonicalSha(((JsonString) parent).text()));
    }

    /** The identity of the content whatever the parent: what a quarantine holds for. */
    public CanonicalSha contentSha() {
        Map<String, JsonValue> members = new LinkedHashMap<>(document.members());
        members.put(PARENT, JsonNull.NULL);
        return sha(JsonObject.of(ImmutableMap.copyOf(members)));
    }

    private static CanonicalSha sha(JsonObject document) {
        return new CanonicalSha(Sha256.hex(CanonicalJson.bytes(document)));
    }
}
