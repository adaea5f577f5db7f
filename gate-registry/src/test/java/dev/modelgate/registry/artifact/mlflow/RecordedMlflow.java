package dev.modelgate.registry.artifact.mlflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.registry.http.Answer;
import dev.modelgate.registry.http.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers as a real MLflow 3.17.2 once did: {@code fixtures/mlflow-exchanges.jsonl} has single requests and errors,
 * {@code mlflow-training-run.jsonl} one whole run. A request that was not recorded is answered with a status that no
 * server has.
 */
final class RecordedMlflow implements AutoCloseable {

    static final String RUN = "510cf59a4dbc4f34bb3252cd9c2e9681";
    static final String PARENT_RUN = "bc293a006f0240b58d31f1cfb6af69fd";
    static final String LOGGED_MODEL = "m-11cbd846e81f4b769a49f53e9a40896a";
    static final String DELETED_RUN = "4cfaea06b0604b31a8cad07b1d029828";

    /** A run with files of which one has a name that the server decodes twice. */
    static final String HOSTILE_RUN = "ab822bc32a3c436d9aefd15291b81d79";

    private static final Path FIXTURES = Path.of(System.getProperty("project.root"), "fixtures");

    private final HttpServer server;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RecordedMlflow() throws IOException {
        recorded().forEach(this::add);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    MlflowServer address() {
        return new MlflowServer(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Credentials.none());
    }

    List<String> requests() {
        return requests;
    }

    /** The answer of that name, for a test that has it given to another request. */
    static Answer named(String name) throws IOException {
        return recorded().stream()
                .filter(exchange -> exchange.text("name").equals(name))
                .map(exchange -> answer(exchange.object("response")))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonFields> recorded() throws IOException {
        List<JsonFields> exchanges = new ArrayList<>();
        for (String file : List.of("mlflow-exchanges.jsonl", "mlflow-training-run.jsonl")) {
            for (String line : Files.readAllLines(FIXTURES.resolve(file))) {
                exchanges.add(JsonFields.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8), file), file));
            }
        }
        return exchanges;
    }

    private void add(JsonFields exchange) {
        JsonFields request = exchange.object("request");
        boolean usual =
                request.object("headers").source().members().keySet().stream().allMatch("Content-Type"::equals);
        if (usual) {
            String url = request.text("url").replaceFirst("^http://[^/]*", "");
            answers.putIfAbsent(
                    key(
                            request.text("method"),
                            url,
                            request.optionalText("body").orElse("")),
                    answer(exchange.object("response")));
        }
    }

    private static Answer answer(JsonFields response) {
        Optional<String> base64 = response.optionalText("body_base64");
        byte[] body = base64.isPresent()
                ? Base64.getDecoder().decode(base64.get())
                : response.text("body").getBytes(StandardCharsets.UTF_8);
        JsonFields headers = response.object("headers");
        Answer answer = Answer.of(
                Integer.parseInt(CanonicalJson.text(response.value("status"))),
                headers.optionalText("content-type").orElse("text/plain"),
                body);
        for (String name : List.of("etag", "last-modified", "www-authenticate")) {
            Optional<String> value = headers.optionalText(name);
            answer = value.isPresent() ? answer.with(name, value.get()) : answer;
        }
        return answer;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = key(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
        requests.add(key);
        answers.getOrDefault(key, Answer.json(599, "{\"message\": \"not recorded\"}"))
                .send(exchange);
    }

    private static String key(String method, String url, String body) {
        return method + " " + url + " " + canonical(body);
    }

    private static String canonical(String body) {
        if (!body.startsWith("{")) {
            return body;
        }
        try {
            JsonObject json = JsonReader.readObject(body.getBytes(StandardCharsets.UTF_8), "a body");
            return CanonicalJson.text(json);
        } catch (dev.modelgate.core.CannotJudgeException e) {
            return body; // recorded as malformed
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
