package dev.modelgate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A tracking server that answers as a real one was recorded: {@code fixtures/mlflow-*.jsonl}. */
final class ReplayedMlflow implements AutoCloseable {

    private static final Path FIXTURES = Path.of(System.getProperty("project.root"), "fixtures");

    private final HttpServer server;
    private final Map<String, JsonFields> answers = new HashMap<>();
    private final Map<String, String> runs = new HashMap<>();
    private final String run;

    ReplayedMlflow() throws IOException {
        this("mlflow-training-run.jsonl");
    }

    ReplayedMlflow(String file) throws IOException {
        String training = "";
        for (String line : Files.readAllLines(FIXTURES.resolve(file))) {
            JsonFields exchange = JsonFields.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8), "line"), "line");
            String url = exchange.object("request").text("url").replaceFirst("^http://[^/]*", "");
            JsonFields request = exchange.object("request");
            String body = request.optionalText("body").orElse("");
            answers.put(key(request.text("method"), url, body), exchange.object("response"));
            runs.putIfAbsent(exchange.text("name"), url.replaceFirst(".*run_id=", ""));
            training = exchange.text("name").equals("training run") ? url.replaceFirst(".*run_id=", "") : training;
        }
        run = training;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The run that was recorded. */
    String run() {
        return run;
    }

    /** The run that was asked for under that name. */
    String run(String name) {
        return Objects.requireNonNull(runs.get(name), name);
    }

    private static String key(String method, String url, String body) {
        boolean json = body.startsWith("{");
        return "%s %s %s"
                .formatted(
                        method,
                        url,
                        json
                                ? CanonicalJson.text(
                                        JsonReader.readObject(body.getBytes(StandardCharsets.UTF_8), "body"))
                                : "");
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonFields answer = answers.get(
                key(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body));
        if (answer == null) {
            exchange.sendResponseHeaders(599, -1);
        } else {
            send(exchange, answer);
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, JsonFields answer) throws IOException {
        Optional<String> base64 = answer.optionalText("body_base64");
        byte[] body = base64.isPresent()
                ? Base64.getDecoder().decode(base64.get())
                : answer.text("body").getBytes(StandardCharsets.UTF_8);
        JsonFields headers = answer.object("headers");
        headers.source()
                .members()
                .keySet()
                .forEach(name -> exchange.getResponseHeaders().set(name, headers.text(name)));
        exchange.sendResponseHeaders((int) answer.integer("status"), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
