package dev.modelgate.registry.state;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.eval.json.JsonFields;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Why content is in quarantine, as {@code quarantine/<content sha>.json}.
 *
 * @param content the identity whatever the parent
 * @param sha the model that the verdict is about
 * @param verdictSha256 digest of the verdict's file
 */
public record QuarantineNote(CanonicalSha content, CanonicalSha sha, String verdictSha256, Instant since) {

    /** The note that an event of a quarantine leaves. */
    static QuarantineNote of(Event event) {
        if (event.body() instanceof EventBody.Quarantined quarantined) {
            return new QuarantineNote(
                    quarantined.contentSha(), quarantined.sha(), quarantined.verdictSha256(), event.at());
        }
        throw new IllegalArgumentException("an event that orders no quarantine: " + event);
    }

    /** The bytes of the document; nothing is in them that the event does not say. */
    public byte[] encode() {
        return StateCodec.bytes(JsonBuilder.object()
                .put("content_sha", content.hex())
                .put("sha", sha.hex())
                .put("verdict_sha256", verdictSha256)
                .put("since", since.toString())
                .build());
    }

    /** @throws DamagedRegistryException where it is none */
    public static QuarantineNote decode(byte[] bytes, String name) {
        JsonFields fields = StateCodec.fields(bytes, name);
        try {
            return StateCodec.decoded(
                    name,
                    () -> new QuarantineNote(
                            new CanonicalSha(fields.text("content_sha")),
                            new CanonicalSha(fields.text("sha")),
                            fields.text("verdict_sha256"),
                            Instant.parse(fields.text("since"))));
        } catch (DateTimeException e) {
            throw new DamagedRegistryException("%s: %s; run 'gate registry verify'".formatted(name, e.getMessage()), e);
        }
    }
}
