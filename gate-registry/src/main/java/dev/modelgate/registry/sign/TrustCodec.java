package dev.modelgate.registry.sign;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** {@code trust.json}, to and from its bytes. */
public final class TrustCodec {

    private final String name;

    private TrustCodec(String name) {
        this.name = name;
    }

    public static byte[] encode(Trust trust) {
        return PrettyJson.indented(trust.json()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a trust.
     *
     * @param name of the file, for messages
     * @throws CannotJudgeException where it is not one: nothing may be promoted by a trust that cannot be read
     */
    public static Trust decode(byte[] bytes, String name) {
        return decode(JsonReader.readObject(bytes, name), name);
    }

    /**
     * Reads a trust that stands within another document; members that it does not know are that document's.
     *
     * @throws CannotJudgeException as for a file
     */
    public static Trust decode(JsonObject source, String name) {
        return new TrustCodec(name).trust(source);
    }

    private Trust trust(JsonObject source) {
        String schema = text(source, "schema");
        if (!schema.equals(Trust.SCHEMA)) {
            throw new CannotJudgeException(
                    "%s: the schema is '%s', but '%s' is the version understood".formatted(name, schema, Trust.SCHEMA));
        }
        try {
            return new Trust(
                    JsonShape.bool(required(source, "unsigned_counts"), what("unsigned_counts")),
                    keys(source),
                    optionalText(source, "previous"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CannotJudgeException("%s is no trust: %s".formatted(name, e.getMessage()), e);
        }
    }

    private ImmutableList<TrustedKey> keys(JsonObject source) {
        return JsonShape.array(required(source, "keys"), what("keys")).items().stream()
                .map(value -> key(JsonShape.object(value, what("keys"))))
                .collect(ImmutableList.toImmutableList());
    }

    private TrustedKey key(JsonObject source) {
        PublicKeyPem pem = new PublicKeyPem(text(source, "public_key"));
        String id = text(source, "id");
        if (!pem.id().hex().equals(id)) {
            throw new IllegalArgumentException(
                    "the key '%s' has the id %s, but its public key has the id %s; restore the file from the registry's"
                                    .formatted(text(source, "name"), id, pem.id())
                            + " events");
        }
        Ed25519.publicKey(pem); // refuses other kinds of keys here, where the file can be named
        return new TrustedKey(text(source, "name"), pem, instant(source, "valid_from"), instant(source, "valid_until"));
    }

    private Optional<Instant> instant(JsonObject source, String key) {
        return optionalText(source, key).map(Instant::parse);
    }

    private String text(JsonObject source, String key) {
        return JsonShape.text(required(source, key), what(key));
    }

    private Optional<String> optionalText(JsonObject source, String key) {
        return JsonShape.optional(source, key).map(value -> JsonShape.text(value, what(key)));
    }

    private JsonValue required(JsonObject source, String key) {
        return JsonShape.required(source, key, name);
    }

    private String what(String key) {
        return "%s: '%s'".formatted(name, key);
    }
}
