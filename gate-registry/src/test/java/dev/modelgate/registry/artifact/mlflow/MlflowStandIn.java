package dev.modelgate.registry.artifact.mlflow;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.registry.http.Answer;
import dev.modelgate.registry.http.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A tracking server with one run that remembers tags and artifacts, in the forms that the recorded exchanges show.
 * What a test wants to go wrong it puts before the server as a {@link Fault}.
 */
public final class MlflowStandIn implements AutoCloseable {

    public static final String RUN = "ab822bc32a3c436d9aefd15291b81d79";

    private static final String API = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
    private static final String ROOT = "1/" + RUN + "/artifacts/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, byte[]> artifacts = new ConcurrentSkipListMap<>();
    private final Map<String, String> versions = new ConcurrentSkipListMap<>();
    private final Map<String, String> tags = new ConcurrentSkipListMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Fault fault = request -> Optional.empty();
    private volatile String lifecycle = "active";

    /** Answers instead of the server; empty where it lets the request through. */
    @FunctionalInterface
    public interface Fault {
        Optional<Answer> instead(String request) throws IOException;
    }

    public MlflowStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public MlflowServer address() {
        return new MlflowServer(URI.create(uri()), Credentials.none());
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every request so far: {@code GET /path?query}. */
    public List<String> requests() {
        return requests;
    }

    /** The run's tags, to read and to change behind the gate's back. */
    public Map<String, String> tags() {
        return tags;
    }

    /** The run's artifacts by path, to read and to change behind the gate's back. */
    public Map<String, byte[]> artifacts() {
        return artifacts;
    }

    public void fail(Fault given) {
        fault = given;
    }

    public void deleteRun() {
        lifecycle = "deleted";
    }

    private void serve(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(request);
        Optional<Answer> instead = fault.instead(request);
        (instead.isPresent() ? instead.get() : answer(exchange, body)).send(exchange);
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getRawPath();
        if (path.startsWith(ARTIFACTS)) {
            return artifact(exchange.getRequestMethod(), decoded(path.substring(ARTIFACTS.length())), body);
        }
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return switch (path.replace(API, "")) {
            case "runs/get" ->
                RUN.equals(query.get("run_id"))
                        ? Answer.json(200, run())
                        : absent("Run with id=%s not found".formatted(query.get("run_id")));
            case "artifacts/list" -> Answer.json(200, listing(query.getOrDefault("path", "")));
            case "runs/set-tag", "runs/log-batch", "runs/delete-tag" -> change(path, body);
            default -> Answer.of(404, "text/html; charset=utf-8", "<!doctype html><title>404 Not Found</title>");
        };
    }

    private Answer artifact(String method, String path, byte[] body) {
        if (!path.startsWith(ROOT)) {
            return Answer.json(400, "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"Invalid path\"}");
        }
        String name = path.substring(ROOT.length());
        if (method.equals("PUT")) {
            artifacts.put(name, body);
            versions.merge(name, "1", String::concat);
            return Answer.of(200, "text/plain", "");
        }
        byte[] stored = artifacts.get(name);
        return stored == null
                ? absent("No such artifact: '" + path + "'")
                : Answer.of(200, "application/octet-stream", stored)
                        .with("ETag", "\"" + versions.getOrDefault(name, "0") + "\"");
    }

    private Answer change(String path, byte[] body) {
        JsonObject json = JsonReader.readObject(body, path);
        if (!lifecycle.equals("active")) {
            return Answer.json(
                    400,
                    "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"The run must be in the 'active' state\"}");
        }
        if (path.endsWith("delete-tag")) {
            String key = text(json, "key");
            return tags.remove(key) == null ? absent("No tag with name: " + key) : Answer.json(200, "{}");
        }
        List<? extends JsonValue> changes = path.endsWith("log-batch")
                ? JsonShape.array(JsonShape.required(json, "tags", path), path).items()
                : List.of(json);
        for (JsonValue each : changes) {
            JsonObject tag = JsonShape.object(each, path);
            String value = text(tag, "value");
            tags.put(text(tag, "key"), value.length() > 8_000 ? value.substring(0, 8_000) : value);
        }
        return Answer.json(200, "{}");
    }

    private String run() {
        String written = tags.entrySet().stream()
                .map(tag -> "{\"key\": %s, \"value\": %s}".formatted(quoted(tag.getKey()), quoted(tag.getValue())))
                .collect(Collectors.joining(","));
        return """
                {"run": {"info": {"run_id": "%1$s", "experiment_id": "1", "status": "FINISHED",
                  "artifact_uri": "mlflow-artifacts:/1/%1$s/artifacts", "lifecycle_stage": "%2$s"},
                 "data": {"tags": [%3$s]}, "inputs": {}, "outputs": {}}}""".formatted(RUN, lifecycle, written);
    }

    private String listing(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        Map<String, String> entries = new TreeMap<>();
        artifacts.forEach((name, bytes) -> {
            if (name.startsWith(prefix)) {
                int slash = name.indexOf('/', prefix.length());
                String path = slash < 0 ? name : name.substring(0, slash);
                String size = slash < 0 && bytes.length > 0 ? ", \"file_size\": " + bytes.length : "";
                entries.put(path, "{\"path\": %s, \"is_dir\": %s%s}".formatted(quoted(path), slash >= 0, size));
            }
        });
        String files = entries.isEmpty() ? "" : ", \"files\": [" + String.join(",", entries.values()) + "]";
        return "{\"root_uri\": \"mlflow-artifacts:/" + ROOT + "\"" + files + "}";
    }

    private static Answer absent(String message) {
        return Answer.json(404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": " + quoted(message) + "}");
    }

    private static String quoted(String text) {
        return CanonicalJson.text(JsonString.of(text));
    }

    private static String text(JsonObject json, String key) {
        return JsonShape.text(JsonShape.required(json, key, key), key);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ImmutableMap<String, String> query(String raw) {
        ImmutableMap.Builder<String, String> query = ImmutableMap.builder();
        for (String part : Splitter.on('&').split(Optional.ofNullable(raw).orElse(""))) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return query.buildOrThrow();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
