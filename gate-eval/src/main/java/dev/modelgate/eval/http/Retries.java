package dev.modelgate.eval.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How often a request is tried, and how long it waits before the next time: twice as long each time, somewhere in the
 * upper half, so that many clients do not come back at once.
 *
 * @param attempts in all; at least 1
 */
record Retries(int attempts, Duration first, Duration longest) {

    static Retries of(int attempts) {
        return new Retries(attempts, Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    /**
     * The wait after a failed attempt; absent where the server asks for a longer one than is waited for.
     *
     * @param attempt that failed, from 1
     * @param chance in [0, 1)
     */
    Optional<Duration> waitAfter(int attempt, Optional<Duration> asked, double chance) {
        if (asked.isPresent()) {
            return asked.filter(wait -> wait.compareTo(longest) <= 0);
        }
        long full = Math.min(longest.toNanos(), first.toNanos() << Math.min(attempt - 1, 20));
        long half = full / 2;
        return Optional.of(Duration.ofNanos(half + (long) (half * chance)));
    }

    /** A {@code Retry-After} header: seconds, or a time of day. */
    static Optional<Duration> asked(Optional<String> header, Instant now) {
        return header.map(String::strip).flatMap(text -> seconds(text).or(() -> until(text, now)));
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static Optional<Duration> until(String text, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
