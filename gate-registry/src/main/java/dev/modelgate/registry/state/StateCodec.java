package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.core.release.Tags;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.registry.sign.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The small documents beside the chain: {@code head.json}, {@code tags.json}, {@code live.json}. */
public final class StateCodec {

    private static final String SEAL = "seal";
    static final String CHANGED_SEQ = "changed_seq";

    private StateCodec() {}

    /** @param seal by the key of whoever changed the registry, where there is one */
    public static byte[] encode(Head head, Optional<Seal> seal) {
        JsonBuilder json = JsonBuilder.object().put("seq", head.seq()).put("sha256", head.sha256());
        seal.ifPresent(made -> json.put(SEAL, made.json()));
        return bytes(json.build());
    }

    /** The seal of a head, the registry's or one that was kept elsewhere. */
    public static Optional<Seal> headSeal(byte[] bytes, String name) {
        return fields(bytes, name).optionalObject(SEAL).map(seal -> Seal.decode(seal.source(), name));
    }

    /**
     * Reads a head, the registry's or one that was kept elsewhere.
     *
     * @throws CannotJudgeException where it is none
     */
    public static Head head(byte[] bytes, String name) {
        JsonFields fields = fields(bytes, name);
        return decoded(name, () -> new Head(fields.integer("seq"), fields.text("sha256")));
    }

    public static byte[] encode(Tags tags) {
        JsonBuilder json = JsonBuilder.object();
        tags.byVersion().forEach((semver, sha) -> json.put(semver.text(), sha.hex()));
        return bytes(json.build());
    }

    static Tags tags(byte[] bytes, String name) {
        JsonFields fields = fields(bytes, name);
        return decoded(name, () -> {
            ImmutableMap.Builder<SemverTag, CanonicalSha> tags = ImmutableMap.builder();
            for (Map.Entry<String, JsonValue> tag : fields.source().members().entrySet()) {
                tags.put(
                        new SemverTag(tag.getKey()),
                        new CanonicalSha(JsonShape.text(tag.getValue(), fields.what(tag.getKey()))));
            }
            return new Tags(tags.buildOrThrow());
        });
    }

    /** The live pointer's document: the release, and when the pointer moved to it. */
    public static byte[] encode(LivePointer live, Instant since) {
        return bytes(JsonBuilder.object()
                .putAll(json(live))
                .put("since", since.toString())
                .build());
    }

    /** The trust's document: the trust, and the event that made it. */
    public static byte[] encode(Trust trust, long changedSeq) {
        return bytes(JsonBuilder.object()
                .putAll(trust.json())
                .put(CHANGED_SEQ, changedSeq)
                .build());
    }

    /** The branch's document: the branch, and the event that recorded it. */
    public static byte[] encode(BranchName branch, long changedSeq) {
        return bytes(JsonBuilder.object()
                .put("branch", branch.text())
                .put(CHANGED_SEQ, changedSeq)
                .build());
    }

    static Instant liveSince(byte[] bytes, String name) {
        JsonFields fields = fields(bytes, name);
        try {
            return Instant.parse(fields.text("since"));
        } catch (DateTimeParseException e) {
            throw new DamagedRegistryException(
                    "%s is no time; run 'gate registry verify' and restore it".formatted(fields.what("since")));
        }
    }

    static LivePointer live(byte[] bytes, String name) {
        return live(fields(bytes, name));
    }

    static JsonObject json(LivePointer live) {
        return JsonBuilder.object()
                .put("sha", live.sha().hex())
                .put("semver", live.semver().text())
                .put("promoted_seq", live.promotedSeq())
                .build();
    }

    static LivePointer live(JsonFields fields) {
        return decoded(
                fields.name(),
                () -> new LivePointer(
                        new CanonicalSha(fields.text("sha")),
                        new SemverTag(fields.text("semver")),
                        fields.integer("promoted_seq")));
    }

    static byte[] bytes(JsonObject json) {
        return PrettyJson.indented(json).getBytes(StandardCharsets.UTF_8);
    }

    static JsonFields fields(byte[] bytes, String name) {
        return JsonFields.of(JsonReader.read(bytes, name), name);
    }

    /** Says which document holds a value that its type refuses. */
    static <T> T decoded(String name, Supplier<T> decode) {
        try {
            return decode.get();
        } catch (IllegalArgumentException e) {
            throw new DamagedRegistryException("%s: %s; run 'gate registry verify'".formatted(name, e.getMessage()), e);
        }
    }
}
