package dev.modelgate.eval.http;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.ShownAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** One attempt, with a deadline for all of it: the client's own are for each read. */
final class Exchange {

    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final CloseableHttpClient client;
    private final Watch watch;
    private final Duration timeout;
    private final Timing timing;

    Exchange(CloseableHttpClient client, Watch watch, Duration timeout, Timing timing) {
        this.client = client;
        this.watch = watch;
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

    Result send(HttpPost request) throws InterruptedException {
        try (Watch.Watched watched = watch.begin(request, timeout)) {
            return send(request, watched);
        }
    }

    private Result send(HttpPost request, Watch.Watched watched) throws InterruptedException {
        try {
            return client.execute(request, response -> result(response, request));
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("the run was cancelled").initCause(e);
            }
            return watched.isLate() ? late() : broken(e);
        }
    }

    private Result late() {
        return new Lasting("no whole answer came within %s ms; raise 'timeout_seconds' or mend the endpoint"
                .formatted(timeout.toMillis()));
    }

    private Result result(ClassicHttpResponse response, HttpPost request) throws IOException {
        int status = response.getCode();
        byte[] body = BoundedBody.read(response.getEntity());
        if (status == 200) {
            return body(body);
        }
        String message = "the status is %d (%s)%s, but 200 is required"
                .formatted(status, text(body), destination(response, request));
        return PASSING.contains(status)
                ? new Passing(message, Retries.asked(retryAfter(response), timing.now()))
                : new Lasting(message);
    }

    /** Where a redirect leads, which is not followed: it would take the secret headers to whom the server says. */
    private static String destination(ClassicHttpResponse response, HttpPost request) {
        try {
            URI asked = request.getUri();
            return Optional.ofNullable(response.getFirstHeader("Location"))
                    .map(location -> asked.resolve(location.getValue()))
                    .filter(uri -> response.getCode() / 100 == 3 && uri.getHost() != null)
                    .map(uri -> ", which leads from %s to %s and is not followed"
                            .formatted(ShownAddress.origin(asked), ShownAddress.origin(uri)))
                    .orElse("");
        } catch (IllegalArgumentException | URISyntaxException e) {
            return ", which leads to no valid address";
        }
    }

    private static Optional<String> retryAfter(ClassicHttpResponse response) {
        return Optional.ofNullable(response.getFirstHeader("Retry-After")).map(Header::getValue);
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
        return cause instanceof IOException
                        && !(cause instanceof BoundedBody.TooLongException)
                        && !(cause instanceof InterruptedIOException)
                ? new Passing("the connection broke (%s)".formatted(message), Optional.empty())
                : new Lasting(message);
    }

    private static String text(byte[] bytes) {
        return "'" + Fields.clip(ShownAddress.in(new String(bytes, StandardCharsets.UTF_8))) + "'";
    }
}
