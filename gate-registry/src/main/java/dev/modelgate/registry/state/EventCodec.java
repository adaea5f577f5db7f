package dev.modelgate.registry.state;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Events as lines of the chain and back. A type that is not known here is an error: a newer gate wrote it, and to
 * skip it could undo a quarantine.
 */
public final class EventCodec {

    private static final String CREATED = "created";

    private EventCodec() {}

    /** One line, without a newline. */
    public static String line(Event event) {
        JsonBuilder line = JsonBuilder.object()
                .put("seq", event.seq())
                .put("prev", event.prev())
                .put("type", type(event.body()))
                .put("at", event.at().toString())
                .putOrNull("sha", event.body().model().map(CanonicalSha::hex));
        if (event.body() instanceof EventBody.Created created) {
            line.put("model", created.registry().model());
            line.put("development", created.registry().development());
        } else if (event.body() instanceof EventBody.OfEntry body) {
            EntryEventCodec.describe(body, line);
        }
        return PrettyJson.line(line.build());
    }

    /**
     * Reads a line.
     *
     * @param place of the line, for messages
     * @throws DamagedRegistryException where it is no event that this version understands
     */
    public static Event decode(String line, String place) {
        JsonFields fields = JsonFields.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8), place), place);
        try {
            return new Event(
                    fields.integer("seq"), fields.text("prev"), Instant.parse(fields.text("at")), body(fields));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DamagedRegistryException(
                    "%s: the line is not an event (%s); run 'gate registry verify'".formatted(place, e.getMessage()),
                    e);
        }
    }

    private static EventBody body(JsonFields fields) {
        return fields.text("type").equals(CREATED)
                ? new EventBody.Created(new RegistryIdentity(fields.text("model"), fields.bool("development")))
                : EntryEventCodec.decode(fields);
    }

    private static String type(EventBody body) {
        return body instanceof EventBody.OfEntry ofEntry ? EntryEventCodec.type(ofEntry) : CREATED;
    }
}
