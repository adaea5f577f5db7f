package dev.modelgate.registry.http;

import java.time.Duration;

/**
 * How long one try may take. {@code HttpRequest.timeout} ends its watch at the response's headers on Java 17, so a
 * body that stalls or dribbles needs its own.
 *
 * @param total from the start of the try to the last byte of the answer
 * @param idle the longest time in which no byte moves in either direction
 */
public record Deadline(Duration total, Duration idle) {

    public Deadline {
        if (!isPositive(total) || !isPositive(idle)) {
            throw new IllegalArgumentException(
                    "a deadline is %s in all and %s idle, but both must be positive".formatted(total, idle));
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
