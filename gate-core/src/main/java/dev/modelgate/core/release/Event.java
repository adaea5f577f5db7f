package dev.modelgate.core.release;

import dev.modelgate.core.trust.SealText;
import java.time.Instant;
import java.util.Optional;

/**
 * One event of a registry: a line of its chain.
 *
 * @param seq from 1, without gaps
 * @param prev {@linkplain Head#sha256(String) digest} of the line before, 64 zeros in the first
 * @param at when, to the second; the order is that of {@code seq}, for clocks go back
 * @param state after the event; empty in an event of the former format, none of which follows one with a state
 * @param seal over the line without it, by a key that the registry trusts; empty where none is demanded
 */
public record Event(
        long seq, String prev, Instant at, EventBody body, Optional<StateDigest> state, Optional<SealText> seal) {

    /** The next event of a chain that ends at {@code head}, in the former format. */
    public static Event next(Head head, Instant at, EventBody body) {
        return new Event(head.seq() + 1, head.sha256(), at, body, Optional.empty(), Optional.empty());
    }

    /** Committing to the state after it. */
    public Event committingTo(StateDigest after) {
        return new Event(seq, prev, at, body, Optional.of(after), seal);
    }

    /** Sealed by whoever wrote it. */
    public Event sealed(SealText by) {
        return new Event(seq, prev, at, body, state, Optional.of(by));
    }
}
