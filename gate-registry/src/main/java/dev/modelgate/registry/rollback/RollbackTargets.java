package dev.modelgate.registry.rollback;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.MalformedSemverException;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.state.Semvers;

/** Targets of a rollback as people name them. */
public final class RollbackTargets {

    private RollbackTargets() {}

    /**
     * Reads a canonical SHA, or a version with or without {@code v}.
     *
     * @throws MalformedSemverException for anything else
     */
    public static RollbackTarget.Named parse(String text) {
        return CanonicalSha.ifOne(text)
                .<RollbackTarget.Named>map(RollbackTarget.ToModel::new)
                .orElseGet(() -> new RollbackTarget.ToVersion(Semvers.parse(text)));
    }
}
