package dev.modelgate.registry.http;

import com.google.common.collect.ImmutableList;
import java.time.Duration;

/**
 * The limits of all calls.
 *
 * @param connect to have a connection
 * @param call for a call whose answer is kept in memory, from start to last byte
 * @param idle of a transfer: the longest time without a byte
 * @param transfer of a transfer: what is granted to every one
 * @param bytesPerSecond of a transfer: the rate below which it is given up, beyond {@code transfer}
 * @param pauses before the second try, the third, …; their number bounds the tries
 * @param longestRetryAfter a server that asks for a longer pause is not waited for
 */
public record HttpSettings(
        Duration connect,
        Duration call,
        Duration idle,
        Duration transfer,
        long bytesPerSecond,
        ImmutableList<Duration> pauses,
        Duration longestRetryAfter) {

    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            1_000_000,
            ImmutableList.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2)),
            Duration.ofSeconds(10));

    /** For a call whose answer is kept in memory. */
    public Deadline forCall() {
        return new Deadline(call, call);
    }

    /** For a transfer of so many bytes. */
    public Deadline forTransfer(long size) {
        return new Deadline(transfer.plusSeconds(size / bytesPerSecond), idle);
    }
}
