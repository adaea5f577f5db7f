package dev.modelgate.core.release;

import dev.modelgate.core.identity.CanonicalSha;
import java.util.regex.Pattern;

/** Where the live pointer shall go back to. */
public sealed interface RollbackTarget {

    /** What was live before, or before that. */
    RollbackTarget PREVIOUS = new Back(1);

    /** So many releases of other models back; those in quarantine are stepped over. */
    record Back(int steps) implements RollbackTarget {
        public Back {
            if (steps < 1) {
                throw new IllegalArgumentException(
                        "a rollback of %d steps was asked for, but at least 1 is required".formatted(steps));
            }
        }
    }

    /** The release of that model that was live last. */
    record ToModel(CanonicalSha sha) implements RollbackTarget {}

    /** The release under that version. */
    record ToVersion(SemverTag semver) implements RollbackTarget {}

    /**
     * Reads a canonical SHA or a version with or without {@code v}.
     *
     * @throws MalformedSemverException for anything else
     */
    static RollbackTarget parse(String text) {
        return FullSha.FORM.matcher(text).matches()
                ? new ToModel(new CanonicalSha(text))
                : new ToVersion(new SemverTag(text.startsWith("v") ? text : "v" + text));
    }

    /** Tells the two kinds of names apart: no version has 64 hex digits and no dot. */
    final class FullSha {
        private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

        private FullSha() {}
    }
}
