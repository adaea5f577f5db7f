package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.CanonicalSha;
import java.util.Map;
import java.util.Optional;

/** Which version names which model, in order of promotion. A version names one model for ever. */
public record Tags(ImmutableMap<SemverTag, CanonicalSha> byVersion) {

    public static final Tags NONE = new Tags(ImmutableMap.of());

    public Optional<CanonicalSha> named(SemverTag semver) {
        return Optional.ofNullable(byVersion.get(semver));
    }

    /** The versions of a model, oldest first. */
    public ImmutableList<SemverTag> of(CanonicalSha sha) {
        return byVersion.entrySet().stream()
                .filter(tag -> tag.getValue().equals(sha))
                .map(Map.Entry::getKey)
                .collect(ImmutableList.toImmutableList());
    }

    /** @throws IllegalArgumentException where the version names a model already */
    public Tags with(SemverTag semver, CanonicalSha sha) {
        return new Tags(ImmutableMap.<SemverTag, CanonicalSha>builder()
                .putAll(byVersion)
                .put(semver, sha)
                .buildOrThrow());
    }
}
