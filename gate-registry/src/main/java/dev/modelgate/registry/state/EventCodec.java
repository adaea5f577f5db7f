package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.core.release.StateDigest;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.core.trust.SealText;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.registry.sign.EventSeal;
import dev.modelgate.registry.sign.TrustCodec;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Events as lines of the chain and back. A type that is not known here is an error: a newer gate wrote it, and to
 * skip it could undo a quarantine.
 */
public final class EventCodec {

    private static final String CREATED = "created";
    private static final String TRUST_CHANGED = "trust_changed";
    private static final String STATE = "state";
    private static final String BRANCH_CHANGED = "branch_changed";
    private static final String BRANCH = "branch";

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
            created.registry().branch().ifPresent(branch -> line.put(BRANCH, branch.text()));
        } else if (event.body() instanceof EventBody.BranchChanged changed) {
            line.put(BRANCH, changed.branch().text());
        } else if (event.body() instanceof EventBody.TrustChanged changed) {
            line.put("trust", changed.trust().json());
            line.put("seal", changed.seal().<JsonValue>map(SealText::json).orElse(JsonNull.NULL));
        } else if (event.body() instanceof EventBody.OfEntry body) {
            EntryEventCodec.describe(body, line);
        }
        event.state().ifPresent(state -> line.put(STATE, json(state)));
        event.seal().ifPresent(seal -> line.put(EventSeal.MEMBER, seal.json()));
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
                    fields.integer("seq"),
                    fields.text("prev"),
                    Instant.parse(fields.text("at")),
                    body(fields),
                    fields.optionalObject(STATE).map(EventCodec::state),
                    fields.optionalObject(EventSeal.MEMBER).map(EventCodec::seal));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DamagedRegistryException(
                    "%s: the line is not an event (%s); run 'gate registry verify'".formatted(place, e.getMessage()),
                    e);
        }
    }

    private static EventBody body(JsonFields fields) {
        return switch (fields.text("type")) {
            case CREATED ->
                new EventBody.Created(new RegistryIdentity(
                        fields.text("model"),
                        fields.bool("development"),
                        fields.optionalText(BRANCH).map(BranchName::new)));
            case BRANCH_CHANGED -> new EventBody.BranchChanged(new BranchName(fields.text(BRANCH)));
            case TRUST_CHANGED -> trustChanged(fields);
            default -> EntryEventCodec.decode(fields);
        };
    }

    private static EventBody trustChanged(JsonFields fields) {
        Optional<SealText> seal = fields.optionalObject("seal").map(EventCodec::seal);
        return new EventBody.TrustChanged(
                TrustCodec.decode(fields.object("trust").source(), fields.what("trust")), seal);
    }

    private static SealText seal(JsonFields fields) {
        return new SealText(new KeyId(fields.text("keyid")), fields.text("sig"));
    }

    private static JsonObject json(StateDigest state) {
        return JsonBuilder.object()
                .putOrNull("tags", state.tags())
                .putOrNull("live", state.live())
                .putOrNull("trust", state.trust())
                .putOrNull("quarantine", state.quarantine())
                .putOrNull(BRANCH, state.branch())
                .put(
                        "attempts",
                        state.attempts()
                                .<JsonValue>map(attempts -> JsonBuilder.object()
                                        .put("lines", attempts.lines())
                                        .put("sha256", attempts.sha256())
                                        .build())
                                .orElse(JsonNull.NULL))
                .put(
                        "trust_changes",
                        JsonArray.of(state.trustChanges().stream()
                                .map(JsonNumber::of)
                                .toList()))
                .build();
    }

    private static StateDigest state(JsonFields fields) {
        return new StateDigest(
                fields.optionalText("tags"),
                fields.optionalText("live"),
                fields.optionalText("trust"),
                fields.optionalText("quarantine"),
                fields.optionalText(BRANCH),
                fields.optionalObject("attempts")
                        .map(found -> new StateDigest.Attempts(found.integer("lines"), found.text("sha256"))),
                fields.array("trust_changes").stream()
                        .map(seq -> JsonShape.integer(seq, fields.what("trust_changes")))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static String type(EventBody body) {
        if (body instanceof EventBody.OfEntry ofEntry) {
            return EntryEventCodec.type(ofEntry);
        }
        if (body instanceof EventBody.BranchChanged) {
            return BRANCH_CHANGED;
        }
        return body instanceof EventBody.TrustChanged ? TRUST_CHANGED : CREATED;
    }
}
