package dev.modelgate.registry.artifact;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import java.io.IOException;
import java.util.Optional;

/** One bundle somewhere else. */
public interface ArtifactSource {

    /**
     * The bundle, verified, in the local cache. What was fetched before is verified again and not fetched again.
     *
     * @param parent the model it was made from, where the source itself does not say so
     * @throws CannotJudgeException where it cannot be had whole, or is not what its source says it is
     */
    FetchedBundle fetch(Optional<CanonicalSha> parent) throws IOException;

    /** As the user wrote it. */
    String reference();
}
