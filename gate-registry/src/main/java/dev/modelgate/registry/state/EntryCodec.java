package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Entry;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonShape;
import java.time.DateTimeException;
import java.time.Instant;

/** A registry's entry as {@code modelgate.entry/v1}. */
public final class EntryCodec {

    private static final String SCHEMA = "modelgate.entry/v1";

    /** Absent where there are none, and in entries that are older than it. */
    private static final String ACCOMPANYING = "accompanying";

    private EntryCodec() {}

    public static JsonObject json(Entry entry) {
        JsonBuilder json = JsonBuilder.object()
                .put("schema", SCHEMA)
                .put("sha", entry.sha().hex())
                .put("content_sha", entry.contentSha().hex())
                .put("registered_at", entry.registeredAt().toString())
                .put("registered_seq", entry.registeredSeq())
                .put("artifact", entry.artifact())
                .put("lineage", LineageCodec.json(entry.lineage()))
                .put("document", entry.document());
        if (!entry.accompanying().isEmpty()) {
            json.put(
                    ACCOMPANYING,
                    JsonArray.of(
                            entry.accompanying().stream().map(EntryCodec::json).toList()));
        }
        return json.build();
    }

    private static JsonObject json(FileEntry file) {
        return JsonBuilder.object()
                .put("path", file.path())
                .put("size", file.size())
                .put("sha256", file.sha256())
                .build();
    }

    /** The bytes of the document. */
    public static byte[] encode(Entry entry) {
        return StateCodec.bytes(json(entry));
    }

    /**
     * Reads an entry.
     *
     * @throws CannotJudgeException where it is none, or holds the document of another model
     */
    public static Entry decode(byte[] bytes, String name) {
        JsonFields fields = StateCodec.fields(bytes, name);
        fields.requireSchema(SCHEMA);
        try {
            return StateCodec.decoded(name, () -> entry(fields));
        } catch (DateTimeException e) {
            throw new DamagedRegistryException("%s: %s; run 'gate registry verify'".formatted(name, e.getMessage()), e);
        }
    }

    private static Entry entry(JsonFields fields) {
        Entry entry = new Entry(
                new CanonicalSha(fields.text("sha")),
                JsonShape.object(fields.value("document"), fields.what("document")),
                LineageCodec.decode(fields.object("lineage")),
                Instant.parse(fields.text("registered_at")),
                fields.integer("registered_seq"),
                fields.text("artifact"),
                accompanying(fields));
        if (!entry.contentSha().hex().equals(fields.text("content_sha"))) {
            throw new IllegalArgumentException("'content_sha' is '%s', but the document without its parent has %s"
                    .formatted(fields.text("content_sha"), entry.contentSha()));
        }
        return entry;
    }

    private static ImmutableList<FileEntry> accompanying(JsonFields fields) {
        if (JsonShape.optional(fields.source(), ACCOMPANYING).isEmpty()) {
            return ImmutableList.of();
        }
        return fields.array(ACCOMPANYING).stream()
                .map(value -> JsonFields.of(value, fields.what(ACCOMPANYING)))
                .map(file -> new FileEntry(file.text("path"), file.integer("size"), file.text("sha256")))
                .collect(ImmutableList.toImmutableList());
    }
}
