package dev.modelgate.core.port;

import dev.modelgate.core.identity.CanonicalSha;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where bundles' bytes are kept, by canonical SHA. It holds bytes; what they are worth the registry knows. */
public interface ArtifactStore {

    /**
     * Stores a copy of a bundle; one that is there already is left as it is.
     *
     * @return how the store names the copy, for the registry's entry
     */
    String put(CanonicalSha sha, Path bundle) throws IOException;

    /**
     * A local directory with the bundle, to be read only; empty where the store does not hold it. The caller
     * verifies the SHA before it trusts the bytes.
     */
    Optional<Path> fetch(CanonicalSha sha) throws IOException;
}
