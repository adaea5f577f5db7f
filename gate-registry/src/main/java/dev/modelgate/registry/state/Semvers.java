package dev.modelgate.registry.state;

import dev.modelgate.core.release.MalformedSemverException;
import dev.modelgate.core.release.SemverTag;
import org.semver4j.Semver;

/** Versions as people write them: Semantic Versioning 2.0.0, with or without {@code v}. */
public final class Semvers {

    private Semvers() {}

    /**
     * Reads a version.
     *
     * @throws MalformedSemverException for anything else
     */
    public static SemverTag parse(String text) {
        String version = text.startsWith("v") ? text.substring(1) : text;
        if (version.startsWith("v") || !Semver.isValid(version)) {
            throw new MalformedSemverException(text);
        }
        return new SemverTag("v" + version);
    }
}
