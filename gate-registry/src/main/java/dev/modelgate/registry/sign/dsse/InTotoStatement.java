package dev.modelgate.registry.sign.dsse;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import java.util.List;

/**
 * An in-toto Statement, version 1, about one subject.
 *
 * @param subject name of the subject, for people
 * @param sha256 its digest, by which it is known
 * @param predicateType what kind of thing is said of it
 */
public record InTotoStatement(String subject, String sha256, String predicateType, JsonObject predicate) {

    private static final String TYPE = "https://in-toto.io/Statement/v1";

    /** The bytes to be signed: RFC 8785. */
    public byte[] bytes() {
        JsonObject described = JsonBuilder.object()
                .put("name", subject)
                .put("digest", JsonBuilder.object().put("sha256", sha256).build())
                .build();
        return CanonicalJson.bytes(JsonBuilder.object()
                .put("_type", TYPE)
                .put("subject", JsonArray.of(List.of(described)))
                .put("predicateType", predicateType)
                .put("predicate", predicate)
                .build());
    }

    /**
     * Reads what an envelope holds. It need not be in canonical form, for its signature is over its bytes as they are,
     * but no key may occur twice in it.
     *
     * @throws MalformedSignatureException where it is no statement about one subject with such a predicate
     */
    public static InTotoStatement decode(DsseEnvelope envelope, String predicateType) {
        envelope.requireType(DsseEnvelope.IN_TOTO);
        Parts parts = new Parts(object(envelope.payload().bytes()));
        parts.requireText("_type", TYPE);
        parts.requireText("predicateType", predicateType);
        Parts subject = subject(parts);
        return new InTotoStatement(
                subject.optionalText("name").orElse(""),
                subject.object("digest").text("sha256"),
                predicateType,
                parts.object("predicate").source());
    }

    private static JsonObject object(byte[] payload) {
        try {
            return JsonReader.readObject(payload, "payload");
        } catch (CannotJudgeException e) {
            throw new MalformedSignatureException("its payload cannot be read: " + e.getMessage());
        }
    }

    private static Parts subject(Parts statement) {
        List<JsonObject> subjects = statement.objects("subject");
        if (subjects.size() != 1) {
            throw new MalformedSignatureException(
                    "its statement has %d subjects, but it must be about one model".formatted(subjects.size()));
        }
        return new Parts(subjects.get(0));
    }
}
