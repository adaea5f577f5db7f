package dev.modelgate.eval.http;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.ModelRuntime;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A model behind HTTP/1.1. Whatever is not a whole answer to what was asked is {@link Failed}. */
public final class HttpRuntime implements ModelRuntime {

    private final HttpSettings settings;
    private final Protocol protocol;
    private final URI address;
    private final Timing timing;
    private final RateLimit rate;
    private final Exchange exchange;

    HttpRuntime(HttpSettings settings, Protocol protocol, Timing timing) {
        this.settings = settings;
        this.protocol = protocol;
        this.address = protocol.address(settings.endpoint());
        this.timing = timing;
        this.rate = new RateLimit(settings.perSecond(), timing);
        this.exchange = new Exchange(Clients.open(settings), settings.timeout(), timing);
    }

    /** Protocol and address, without what may be secret in it. */
    @Override
    public String name() {
        return protocol.name() + " " + shownAddress();
    }

    @Override
    public int maxBatch() {
        return 1;
    }

    @Override
    public int maxConcurrency() {
        return settings.concurrency();
    }

    @Override
    public ImmutableList<Reply> answer(List<Request> requests) throws InterruptedException {
        ImmutableList.Builder<Reply> replies = ImmutableList.builder();
        for (Request request : requests) {
            replies.add(answer(request));
        }
        return replies.build();
    }

    /** Connections are the client's, which ends with its last use. */
    @Override
    public void close() {}

    private Reply answer(Request request) throws InterruptedException {
        HttpRequest message;
        try {
            message = message(request);
        } catch (IllegalArgumentException | CannotJudgeException e) {
            return new Failed(String.valueOf(e.getMessage()), Duration.ZERO);
        }
        long began = timing.nanos();
        for (int attempt = 1; ; attempt++) {
            rate.await();
            long start = timing.nanos();
            Exchange.Result result = exchange.send(message);
            if (result instanceof Exchange.Body body) {
                return read(body, request, since(start));
            }
            if (result instanceof Exchange.Lasting lasting) {
                return failed(lasting.message(), attempt, since(began));
            }
            Exchange.Passing passing = (Exchange.Passing) result;
            if (attempt == settings.retries().attempts()) {
                return failed(passing.message(), attempt, since(began));
            }
            var wait = settings.retries().waitAfter(attempt, passing.asked(), timing.chance());
            if (wait.isEmpty()) {
                return failed(
                        "%s; it asks to wait %d s, which is too long"
                                .formatted(
                                        passing.message(),
                                        passing.asked().orElseThrow().toSeconds()),
                        attempt,
                        since(began));
            }
            timing.sleep(wait.get());
        }
    }

    private HttpRequest message(Request request) {
        HttpRequest.Builder message = HttpRequest.newBuilder(address).header("Content-Type", "application/json");
        settings.headers().forEach(message::setHeader);
        settings.secrets().headers().forEach(message::setHeader);
        return message.POST(HttpRequest.BodyPublishers.ofString(
                        PrettyJson.line(protocol.body(request)), StandardCharsets.UTF_8))
                .build();
    }

    private Reply read(Exchange.Body body, Request request, Duration latency) {
        try {
            Protocol.Reading reading = protocol.read(body.json(), request);
            return new Answered(reading.output(), latency, reading.usage());
        } catch (NoAnswerException e) {
            return failed(String.valueOf(e.getMessage()), 1, latency);
        }
    }

    private Failed failed(String message, int attempts, Duration latency) {
        String tried = attempts == 1 ? "" : " (after %d attempts)".formatted(attempts);
        return new Failed(settings.secrets().blotted("%s: %s%s".formatted(shownAddress(), message, tried)), latency);
    }

    private String shownAddress() {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return "%s://%s%s".formatted(address.getScheme(), address.getRawAuthority(), path);
    }

    private Duration since(long start) {
        return Duration.ofNanos(timing.nanos() - start);
    }
}
