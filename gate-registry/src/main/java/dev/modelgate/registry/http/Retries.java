package dev.modelgate.registry.http;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What is tried again, and after what pause: a connection that was not had, a server that says it is busy, and a
 * read that failed on the server's side or whose answer was cut. Nothing else: another 4xx would be the same the next
 * time, and a write that failed half way or whose answer was lost may have been done.
 */
final class Retries {

    private static final ImmutableSet<Integer> BUSY = ImmutableSet.of(429, 502, 503, 504);

    private final HttpSettings settings;
    private final Waiting waiting;

    Retries(HttpSettings settings, Waiting waiting) {
        this.settings = settings;
        this.waiting = waiting;
    }

    /** The pause before the next try; empty where the answer stands. */
    Optional<Duration> pauseAfter(HttpAnswer answer, int tries) {
        if (!BUSY.contains(answer.status()) && !isUnsettled(answer)) {
            return Optional.empty();
        }
        Optional<Duration> usual = pause(tries);
        Optional<Duration> wished = retryAfter(answer);
        if (wished.isEmpty() || usual.isEmpty()) {
            return usual;
        }
        return wished.filter(wish -> wish.compareTo(settings.longestRetryAfter()) <= 0);
    }

    /** A registry that two clients send the same content to at once answers reads with 500 until one is done. */
    private static boolean isUnsettled(HttpAnswer answer) {
        return answer.status() == 500 && answer.call().isRead();
    }

    /** The pause before the next try; empty where the failure stands. */
    Optional<Duration> pauseAfter(IOException failure, HttpCall call, int tries) {
        boolean own = failure instanceof Exchange.Late
                || failure instanceof Intake.SinkFailure
                || failure instanceof BodyTooLongException
                || failure instanceof SSLException;
        boolean again = isConnectFailure(failure) || (!own && call.isRead());
        return again ? pause(tries) : Optional.empty();
    }

    static boolean isConnectFailure(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof NoRouteToHostException;
    }

    void rest(HttpCall call, Duration pause) {
        try {
            waiting.rest(pause);
        } catch (InterruptedException e) {
            throw HttpTransport.interrupted(call, e);
        }
    }

    private Optional<Duration> pause(int tries) {
        if (tries > settings.pauses().size()) {
            return Optional.empty();
        }
        double spread = 0.75 + waiting.chance() / 2;
        return Optional.of(
                Duration.ofNanos(Math.round(settings.pauses().get(tries - 1).toNanos() * spread)));
    }

    /** In seconds, or as a date that is read against the server's own clock. */
    private static Optional<Duration> retryAfter(HttpAnswer answer) {
        return answer.header("Retry-After").flatMap(text -> {
            if (text.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            return answer.header("Date").flatMap(now -> between(now, text));
        });
    }

    private static Optional<Duration> between(String from, String to) {
        try {
            Duration pause = Duration.between(instant(from), instant(to));
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeException e) {
            return Optional.empty(); // a server's nonsense: the usual pause serves
        }
    }

    private static ZonedDateTime instant(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
