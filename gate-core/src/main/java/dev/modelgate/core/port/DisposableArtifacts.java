package dev.modelgate.core.port;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.CanonicalSha;
import java.io.IOException;
import java.time.Instant;

/** An artifact store that can tell what it holds, and let go of it. */
public interface DisposableArtifacts extends ArtifactStore {

    /**
     * A bundle in the store.
     *
     * @param bytes that it takes up
     * @param since when it came there
     */
    record Held(CanonicalSha sha, long bytes, Instant since) {}

    /** Everything in the store, sorted by SHA. */
    ImmutableList<Held> held() throws IOException;

    /** Removes a bundle, which is gone in one step; none is no error. */
    void remove(CanonicalSha sha) throws IOException;
}
