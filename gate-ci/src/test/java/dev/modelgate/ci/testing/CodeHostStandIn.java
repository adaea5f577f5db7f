package dev.modelgate.ci.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.PrettyJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One change on a code host: its comments, its labels, who may write. Subclasses speak one host's REST API. */
public abstract class CodeHostStandIn implements AutoCloseable {

    public static final int CHANGE = 17;
    protected static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final int PAGE = 100;

    protected final List<Said> said = new ArrayList<>();
    protected final Map<String, Boolean> writers = new LinkedHashMap<>();
    protected final List<Labelled> labels = new ArrayList<>();
    protected final Map<String, String> tips = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private boolean readOnly;
    private final HttpServer server;

    CodeHostStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A comment. */
    public record Said(long id, String author, String text, Instant changedAt) {}

    /** A label that was set, or taken away. */
    public record Labelled(String label, boolean set, Instant at) {}

    /** An answer. */
    protected record Reply(int status, JsonValue body) {}

    public final String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public final synchronized void say(String author, String text, Instant at) {
        said.add(new Said(said.size() + 1L, author, text, at));
    }

    public final synchronized void mayWrite(String login, boolean may) {
        writers.put(login, may);
    }

    public final synchronized void label(String label, boolean set, Instant at) {
        labels.add(new Labelled(label, set, at));
    }

    public final synchronized void tip(String branch, String commit) {
        tips.put(branch, commit);
    }

    /** From now on as for a change from a fork. */
    public final synchronized void forbidWriting() {
        readOnly = true;
    }

    public final synchronized List<Said> said() {
        return List.copyOf(said);
    }

    public final synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** The login that our own token has. */
    public abstract String ourselves();

    /** The variables of a job that is about the change. */
    public abstract Map<String, String> environment();

    /** Answers a call; a path that is not known is answered 404. */
    protected abstract Reply answer(String method, URI uri, JsonValue body);

    protected abstract boolean isUs(HttpExchange exchange);

    protected final Reply created(String text) {
        say(ourselves(), text, NOW);
        return new Reply(201, JsonBuilder.object().put("id", said.size()).build());
    }

    protected final Reply edited(long id, String text) {
        Said old = said.get(Math.toIntExact(id - 1));
        said.set(Math.toIntExact(id - 1), new Said(id, old.author(), text, NOW));
        return new Reply(200, JsonBuilder.object().put("id", id).build());
    }

    /** One page, as the query asks for it. */
    protected static Reply page(URI uri, Stream<? extends JsonValue> items) {
        int page = Integer.parseInt(uri.getQuery().replaceAll(".*\\bpage=(\\d+)$", "$1"));
        return new Reply(
                200, JsonArray.of(items.skip((page - 1L) * PAGE).limit(PAGE).toList()));
    }

    protected static Reply found(JsonValue value) {
        return new Reply(200, value);
    }

    protected static Reply notFound() {
        return new Reply(404, JsonBuilder.object().put("message", "Not Found").build());
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        Reply reply = reply(exchange, new String(sent, UTF_8));
        byte[] bytes = PrettyJson.indented(reply.body()).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Reply reply(HttpExchange exchange, String body) {
        String method = exchange.getRequestMethod();
        calls.add(method + " " + exchange.getRequestURI());
        if (!isUs(exchange)) {
            return new Reply(
                    401, JsonBuilder.object().put("message", "401 Unauthorized").build());
        }
        if (readOnly && !method.equals("GET")) {
            return new Reply(
                    403, JsonBuilder.object().put("message", "403 Forbidden").build());
        }
        return answer(method, exchange.getRequestURI(), Bodies.parsed(body));
    }

    @Override
    public final void close() {
        server.stop(0);
    }
}
