package dev.modelgate.eval.http;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.json.JsonReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt, with a deadline for all of it: the client's own ends at the headers. */
final class Exchange {

    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final HttpClient client;
    private final Duration timeout;
    private final Timing timing;

    Exchange(HttpClient client, Duration timeout, Timing timing) {
        this.client = client;
        this.timeout = timeout;
        this.timing = timing;
    }

    /** How an attempt ended. */
    sealed interface Result {}

    /** One JSON value with status 200. */
    record Body(JsonValue json) implements Result {}

    /** What another attempt may mend. */
    record Passing(String message, Optional<Duration> asked) implements Result {}

    /** What another attempt would only repeat. */
    record Lasting(String message) implements Result {}

    Result send(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(request, info -> new BoundedBody());
        try {
            return result(response.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return new Lasting("no whole answer came within %s ms; raise 'timeout_seconds' or mend the endpoint"
                    .formatted(timeout.toMillis()));
        } catch (ExecutionException e) {
            return broken(e.getCause() == null ? e : e.getCause());
        } finally {
            response.cancel(true); // no effect on one that is done; drops the connection of any other
        }
    }

    private Result result(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200) {
            return body(response.body());
        }
        String message = "the status is %d (%s), but 200 is required".formatted(status, text(response.body()));
        return PASSING.contains(status)
                ? new Passing(message, Retries.asked(response.headers().firstValue("retry-after"), timing.now()))
                : new Lasting(message);
    }

    private static Result body(byte[] bytes) {
        if (bytes.length == 0) {
            return new Passing("the body is empty, but a JSON answer is required", Optional.empty());
        }
        try {
            return new Body(JsonReader.read(bytes, "the answer"));
        } catch (CannotJudgeException e) {
            return new Passing(e.getMessage() + "; it begins " + text(bytes), Optional.empty());
        }
    }

    private static Result broken(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return cause instanceof IOException && !(cause instanceof BoundedBody.TooLongException)
                ? new Passing("the connection broke (%s)".formatted(message), Optional.empty())
                : new Lasting(message);
    }

    private static String text(byte[] bytes) {
        return "'" + Fields.clip(new String(bytes, StandardCharsets.UTF_8)) + "'";
    }
}
