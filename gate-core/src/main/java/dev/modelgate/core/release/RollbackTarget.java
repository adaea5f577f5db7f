package dev.modelgate.core.release;

import dev.modelgate.core.identity.CanonicalSha;

/** Where the live pointer shall go back to. */
public sealed interface RollbackTarget {

    /** So many releases of other models back; those in quarantine are stepped over. */
    record Back(int steps) implements RollbackTarget {

        /** What was live before. */
        public static final Back PREVIOUS = new Back(1);

        public Back {
            if (steps < 1) {
                throw new IllegalArgumentException(
                        "a rollback of %d steps was asked for, but at least 1 is required".formatted(steps));
            }
        }
    }

    /** A release by its name, which also says what shall be gone back from. */
    sealed interface Named extends RollbackTarget {
        boolean names(LivePointer release);
    }

    /** The newest release of that model on the way back, else the newest of all. */
    record ToModel(CanonicalSha sha) implements Named {
        @Override
        public boolean names(LivePointer release) {
            return release.sha().equals(sha);
        }

        @Override
        public String toString() {
            return "model " + sha;
        }
    }

    /** The release under that version. */
    record ToVersion(SemverTag semver) implements Named {
        @Override
        public boolean names(LivePointer release) {
            return release.semver().equals(semver);
        }

        @Override
        public String toString() {
            return "version " + semver;
        }
    }
}
