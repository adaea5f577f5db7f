package dev.modelgate.core.release;

import java.time.Instant;

/**
 * One event of a registry: a line of its chain.
 *
 * @param seq from 1, without gaps
 * @param prev {@linkplain Head#sha256(String) digest} of the line before, 64 zeros in the first
 * @param at when, to the second; the order is that of {@code seq}, for clocks go back
 */
public record Event(long seq, String prev, Instant at, EventBody body) {

    /** The next event of a chain that ends at {@code head}. */
    public static Event next(Head head, Instant at, EventBody body) {
        return new Event(head.seq() + 1, head.sha256(), at, body);
    }
}
