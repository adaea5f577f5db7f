package dev.modelgate.registry.state;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EventBody;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of a registry: an event and what goes with it.
 *
 * @param before documents written before the event: new ones, and the tags
 * @param after documents written after it, empty for those to be removed
 */
public record Change(
        Instant at,
        EventBody body,
        ImmutableMap<DocumentPath, byte[]> before,
        ImmutableMap<DocumentPath, Optional<byte[]>> after) {

    /** An event with documents that go before it. */
    public static Change of(Instant at, EventBody body, ImmutableMap<DocumentPath, byte[]> before) {
        return new Change(at, body, before, ImmutableMap.of());
    }
}
