package dev.modelgate.core.trust;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys a registry trusts, {@code trust.json}. It names the trust that it replaced, so that one signed long ago
 * cannot be brought back.
 *
 * @param unsignedCounts whether verdicts that nobody signed count too
 * @param previous {@linkplain #sha256() digest} of the trust before; empty in a registry's first
 */
public record Trust(boolean unsignedCounts, ImmutableList<TrustedKey> keys, Optional<String> previous) {

    public static final String SCHEMA = "modelgate.trust/v1";

    /** A registry that has no {@code trust.json}: no key is known, so no signature can be demanded. */
    public static final Trust NONE = new Trust(true, ImmutableList.of(), Optional.empty());

    public Trust {
        Set<KeyId> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (TrustedKey key : keys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("the trust has key %s twice; keep one".formatted(key.id()));
            }
            if (!names.add(key.name())) {
                throw new IllegalArgumentException(
                        "the trust has two keys named '%s'; name them differently".formatted(key.name()));
            }
        }
        if (keys.isEmpty() && !unsignedCounts) {
            throw new IllegalArgumentException("the trust demands signatures, but it has no key that could make one;"
                    + " add a key that 'gate keygen' wrote");
        }
    }

    /** Whether nothing counts that no key of it signed. */
    public boolean demandsSignatures() {
        return !unsignedCounts;
    }

    /** The key with that id, valid or not. */
    public Optional<TrustedKey> key(KeyId id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /**
     * With one key more, to follow this trust.
     *
     * @param unsigned whether verdicts that nobody signed shall count too
     * @throws IllegalArgumentException where the key or its name is there already
     */
    public Trust with(TrustedKey key, boolean unsigned) {
        return after(
                unsigned,
                ImmutableList.<TrustedKey>builder().addAll(keys).add(key).build());
    }

    /**
     * Without a key, to follow this trust: what it signed counts no more, whenever that was.
     *
     * @throws IllegalArgumentException where no key has that name
     */
    public Trust without(String name) {
        TrustedKey gone = named(name);
        return after(
                unsignedCounts,
                keys.stream().filter(key -> !key.equals(gone)).collect(ImmutableList.toImmutableList()));
    }

    /**
     * With a key that ends, to follow this trust.
     *
     * @param until the first instant at which it no longer counts
     * @throws IllegalArgumentException where no key has that name, or it would end before it begins
     */
    public Trust retiring(String name, Instant until) {
        TrustedKey ending = named(name);
        TrustedKey ended = new TrustedKey(name, ending.key(), ending.from(), Optional.of(until));
        return after(
                unsignedCounts,
                keys.stream().map(key -> key.equals(ending) ? ended : key).collect(ImmutableList.toImmutableList()));
    }

    /** The same keys, to follow this trust. */
    public Trust countingUnsigned(boolean counts) {
        return after(counts, keys);
    }

    private Trust after(boolean counts, ImmutableList<TrustedKey> next) {
        return new Trust(counts, next, equals(NONE) ? Optional.empty() : Optional.of(sha256()));
    }

    private TrustedKey named(String name) {
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("the trust has no key named '%s', but %s; name one of them"
                                .formatted(
                                        name,
                                        keys.stream().map(TrustedKey::name).toList())));
    }

    /** The keys that count at an instant. */
    public ImmutableSet<KeyId> validAt(Instant at) {
        return keys.stream()
                .filter(key -> key.isValidAt(at))
                .map(TrustedKey::id)
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Identifies it, however its file was laid out: SHA-256 of {@link #bytes()}, in hex. */
    public String sha256() {
        return Sha256.hex(bytes());
    }

    /** What is signed: RFC 8785. */
    public byte[] bytes() {
        return CanonicalJson.bytes(json());
    }

    public JsonObject json() {
        return JsonBuilder.object()
                .put("schema", SCHEMA)
                .putOrNull("previous", previous)
                .put("unsigned_counts", unsignedCounts)
                .put("keys", JsonArray.of(keys.stream().map(Trust::json).toList()))
                .build();
    }

    private static JsonObject json(TrustedKey key) {
        return JsonBuilder.object()
                .put("id", key.id().hex())
                .put("name", key.name())
                .putOrNull("valid_from", key.from().map(Instant::toString))
                .putOrNull("valid_until", key.until().map(Instant::toString))
                .put("public_key", key.key().text())
                .build();
    }
}
