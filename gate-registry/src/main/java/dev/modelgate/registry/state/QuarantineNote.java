package dev.modelgate.registry.state;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.EventBody.Statement;
import dev.modelgate.eval.json.JsonFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Why content is in quarantine, as {@code quarantine/<content sha>.json}. One order holds at a time, and only what is of
 * its kind lifts it.
 *
 * @param content the identity whatever the parent
 * @param sha the model that the verdict is about, or that the person named
 */
public record QuarantineNote(CanonicalSha content, CanonicalSha sha, Basis basis, Instant since) {

    /** What the order rests on. */
    public sealed interface Basis {}

    /**
     * A verdict that is no pass.
     *
     * @param sha256 digest of its file
     */
    public record ByVerdict(String sha256) implements Basis {}

    /** A person's word. */
    public record ByPerson(Statement statement) implements Basis {}

    /** The note that an event leaves. */
    public static QuarantineNote of(EventBody.OrdersQuarantine order, Instant at) {
        Basis basis = order instanceof EventBody.Banned banned
                ? new ByPerson(banned.statement())
                : new ByVerdict(((EventBody.Quarantined) order).verdictSha256());
        return new QuarantineNote(order.contentSha(), order.sha(), basis, at);
    }

    /** The note that an event of a quarantine leaves. */
    static QuarantineNote of(Event event) {
        if (event.body() instanceof EventBody.OrdersQuarantine order) {
            return of(order, event.at());
        }
        throw new IllegalArgumentException("an event that orders no quarantine: " + event);
    }

    /** The bytes of the document; nothing is in them that the event does not say. */
    public byte[] encode() {
        JsonBuilder json =
                JsonBuilder.object().put("content_sha", content.hex()).put("sha", sha.hex());
        if (basis instanceof ByPerson person) {
            json.put("by", person.statement().by())
                    .put("reason", person.statement().reason());
        } else if (basis instanceof ByVerdict verdict) {
            json.put("verdict_sha256", verdict.sha256());
        }
        return StateCodec.bytes(json.put("since", since.toString()).build());
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
                            basis(fields),
                            Instant.parse(fields.text("since"))));
        } catch (DateTimeException e) {
            throw new DamagedRegistryException("%s: %s; run 'gate registry verify'".formatted(name, e.getMessage()), e);
        }
    }

    private static Basis basis(JsonFields fields) {
        Optional<String> reason = fields.optionalText("reason");
        return reason.isPresent()
                ? new ByPerson(new Statement(fields.text("by"), reason.get()))
                : new ByVerdict(fields.text("verdict_sha256"));
    }
}
