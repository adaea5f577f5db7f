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

    /**
     * A copy that was begun and is no bundle yet: a command is at work on it, or was killed.
     *
     * @param name within the store
     * @param since when it was last written to
     */
    record Unfinished(String name, long bytes, Instant since) {}

    /** Everything that was begun, sorted by name. */
    ImmutableList<Unfinished> unfinished() throws IOException;

    /** Removes what was begun; none of that name is no error. */
    void removeUnfinished(String name) throws IOException;

    /** Everything in the store, sorted by SHA. */
    ImmutableList<Held> held() throws IOException;

    /** Removes a bundle, which is gone in one step; none is no error. */
    void remove(CanonicalSha sha) throws IOException;
}
