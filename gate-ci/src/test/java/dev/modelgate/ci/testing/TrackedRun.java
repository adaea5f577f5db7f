package dev.modelgate.ci.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.json.JsonFields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An MLflow server with one run: a model of one file, and tags, which it can be told to refuse. */
public final class TrackedRun implements AutoCloseable {

    public static final String RUN = "ab822bc32a3c436d9aefd15291b81d79";
    private static final String API = "/api/2.0/mlflow/";
    private static final String FILE = "weights.bin";
    private static final String ABSENT =
            "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"no such thing\"}";

    private final HttpServer server;
    private final Map<String, String> tags = new ConcurrentSkipListMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private volatile String weights;

    public TrackedRun(String weights) throws IOException {
        this.weights = weights;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Map<String, String> tags() {
        return tags;
    }

    public List<String> calls() {
        return calls;
    }

    /** From now on no tag can be written. */
    public void refuseTags() {
        broken = true;
    }

    public void acceptTags() {
        broken = false;
    }

    public void replaceWeights(String other) {
        weights = other;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] sent = exchange.getRequestBody().readAllBytes();
        calls.add(exchange.getRequestMethod() + " " + path);
        if (path.endsWith("-tag") || path.endsWith("log-batch")) {
            int status = broken ? 500 : write(path, sent);
            send(exchange, status, status == 404 ? ABSENT : "{}");
        } else if (path.equals(API + "runs/get")) {
            send(exchange, 200, PrettyJson.indented(run()));
        } else if (path.equals(API + "artifacts/list")) {
            send(exchange, 200, PrettyJson.indented(listing()));
        } else if (path.endsWith("/artifacts/" + FILE)) {
            send(exchange, 200, weights);
        } else {
            send(exchange, 404, ABSENT);
        }
    }

    private int write(String path, byte[] sent) {
        JsonFields body = JsonFields.of(Bodies.parsed(new String(sent, UTF_8)), "body");
        if (path.endsWith("delete-tag")) {
            return tags.remove(body.text("key")) == null ? 404 : 200;
        }
        List<JsonFields> written = path.endsWith("log-batch")
                ? body.array("tags").stream()
                        .map(tag -> JsonFields.of(tag, "tag"))
                        .toList()
                : List.of(body);
        written.forEach(tag -> tags.put(tag.text("key"), tag.text("value")));
        return 200;
    }

    private JsonObject listing() {
        JsonObject file = JsonBuilder.object()
                .put("path", FILE)
                .put("is_dir", false)
                .put("file_size", weights.length())
                .build();
        return JsonBuilder.object()
                .put("root_uri", "mlflow-artifacts:/1/" + RUN + "/artifacts")
                .put("files", JsonArray.of(List.of(file)))
                .build();
    }

    private JsonObject run() {
        JsonObject info = JsonBuilder.object()
                .put("run_id", RUN)
                .put("experiment_id", "1")
                .put("status", "FINISHED")
                .put("artifact_uri", "mlflow-artifacts:/1/" + RUN + "/artifacts")
                .put("lifecycle_stage", "active")
                .build();
        JsonArray written = JsonArray.of(tags.entrySet().stream()
                .map(tag -> JsonBuilder.object()
                        .put("key", tag.getKey())
                        .put("value", tag.getValue())
                        .build())
                .toList());
        return JsonBuilder.object()
                .put(
                        "run",
                        JsonBuilder.object()
                                .put("info", info)
                                .put(
                                        "data",
                                        JsonBuilder.object()
                                                .put("tags", written)
                                                .build())
                                .build())
                .build();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("{") ? "application/json" : "text/plain");
        exchange.getResponseHeaders().set("ETag", "\"" + text.hashCode() + "\"");
        boolean empty = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
