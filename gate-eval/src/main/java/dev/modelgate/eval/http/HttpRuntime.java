package dev.modelgate.eval.http;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.ModelRuntime;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/** A model behind HTTP/1.1. Whatever is not a whole answer to what was asked is {@link Failed}. */
public final class HttpRuntime implements ModelRuntime {

    private final HttpSettings settings;
    private final Protocol protocol;
    private final URI address;
    private final Timing timing;
    private final RateLimit rate;
    private final CloseableHttpClient client;
    private final Watch watch = new Watch();
    private final Exchange exchange;

    HttpRuntime(HttpSettings settings, Protocol protocol, Timing timing) {
        this.settings = settings;
        this.protocol = protocol;
        this.address = protocol.address(settings.endpoint());
        this.timing = timing;
        this.rate = new RateLimit(settings.perSecond(), timing);
        this.client = Clients.open(settings, ProxySelector.getDefault());
        this.exchange = new Exchange(client, watch, settings.timeout(), timing);
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

    /** Drops every connection, also of calls under way. */
    @Override
    public void close() {
        watch.close();
        client.close(CloseMode.IMMEDIATE);
    }

    private Reply answer(Request request) throws InterruptedException {
        byte[] question;
        try {
            question = PrettyJson.line(protocol.body(request)).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | CannotJudgeException e) {
            return new Failed(String.valueOf(e.getMessage()), Duration.ZERO);
        }
        long began = timing.nanos();
        for (int attempt = 1; ; attempt++) {
            rate.await();
            long start = timing.nanos();
            Exchange.Result result = exchange.send(message(question));
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

    private HttpPost message(byte[] body) {
        HttpPost message = new HttpPost(address);
        message.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        settings.headers().forEach(message::setHeader);
        settings.secrets().headers().forEach(message::setHeader);
        return message;
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
