package dev.modelgate.eval.dvc;

import dev.modelgate.eval.json.ShownAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Objects behind plain GET requests. HTTP/1.1, since servers that do not know the JDK's offer of HTTP/2 misbehave; no
 * redirects and no cookies; a deadline on every wait.
 */
final class HttpObjects implements ObjectStore {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final String url;
    private final Optional<String> authorization;
    private final Limits limits;
    private final HttpClient client;

    /**
     * How long is waited.
     *
     * @param connect for a connection
     * @param headers for the answer to begin
     * @param idle for the next byte of a body
     */
    record Limits(Duration connect, Duration headers, Duration idle) {
        static final Limits DEFAULT = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    HttpObjects(DvcRemote remote, Limits limits) {
        this.url = remote.url().endsWith("/") ? remote.url() : remote.url() + "/";
        this.authorization = remote.option("user")
                .map(user -> basic(user, remote.option("password").orElse("")));
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    @Override
    public Optional<InputStream> open(DvcHash hash) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(hash)).timeout(limits.headers()).GET();
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == OK) {
                return Optional.of(new BoundedWait(answer.body(), limits.idle()));
            }
            answer.body().close();
            if (answer.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw new IOException("the server answered with status " + answer.statusCode() + destination(answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Where a redirect leads, which is not followed: it would take the password to whom the server says. */
    private static String destination(HttpResponse<?> answer) {
        try {
            return answer.headers()
                    .firstValue("Location")
                    .map(answer.uri()::resolve)
                    .filter(uri -> uri.getHost() != null)
                    .map(uri -> ", which leads from %s to %s and is not followed"
                            .formatted(ShownAddress.origin(answer.uri()), ShownAddress.origin(uri)))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return ", which leads to no valid address";
        }
    }

    @Override
    public String place(DvcHash hash) {
        return ShownAddress.in(url) + hash.key();
    }

    private URI address(DvcHash hash) throws IOException {
        try {
            return URI.create(url + hash.key());
        } catch (IllegalArgumentException e) {
            throw new IOException("the address is malformed", e);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
