package dev.modelgate.examples.tutor;

import com.google.common.base.Splitter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Reply;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.onnx.OnnxRuntime;
import dev.modelgate.eval.onnx.OnnxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The tutor behind HTTP: {@code POST /v1/conjugate} with {@code {"sentence": QUESTION}}. What is no question, and what
 * the model says but the table of verbs does not, is refused: no wording of the sentence gets anything else out of it.
 */
public final class TutorServer implements AutoCloseable {

    static final String REFUSAL = "I can only conjugate the verbs of my table.";

    private static final int MAX_BYTES = 1 << 16;
    private static final Splitter BARS = Splitter.on('|').trimResults();

    private final HttpServer server;
    private final OnnxRuntime model;
    private final VerbTable table;

    private TutorServer(HttpServer server, OnnxRuntime model, VerbTable table) {
        this.server = server;
        this.model = model;
        this.table = table;
    }

    /**
     * {@code TutorServer BUNDLE PORT TABLE [ADDRESS]}; runs until it is ended. It listens on the loopback address, where
     * no other is named: in a container, whose loopback nobody reaches, {@code 0.0.0.0}.
     */
    public static void main(String[] arguments) throws IOException {
        InetAddress address =
                arguments.length > 3 ? InetAddress.getByName(arguments[3]) : InetAddress.getLoopbackAddress();
        start(
                Path.of(arguments[0]),
                new InetSocketAddress(address, Integer.parseInt(arguments[1])),
                Path.of(arguments[2]));
    }

    /** @param port 0 for any */
    static TutorServer start(Path bundle, int port, Path table) throws IOException {
        return start(bundle, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), table);
    }

    private static TutorServer start(Path bundle, InetSocketAddress address, Path table) throws IOException {
        OnnxRuntime model = OnnxRuntime.open(bundle, new TutorCodec(), OnnxSettings.DEFAULT);
        HttpServer server = HttpServer.create(address, 0);
        TutorServer tutor = new TutorServer(server, model, VerbTable.read(table));
        server.createContext("/v1/conjugate", tutor::handle);
        server.setExecutor(Executors.newFixedThreadPool(4, work -> {
            Thread thread = new Thread(work, "tutor");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return tutor;
    }

    String url() {
        return "http://127.0.0.1:%d/v1/conjugate".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        model.close();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES);
            Optional<String> sentence = sentence(body);
            byte[] answer = PrettyJson.line(sentence.map(this::answer).orElseGet(TutorServer::malformed))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(sentence.isPresent() ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject answer(String sentence) {
        Reply reply = model.answer(List.of(new Request("1", sentence))).get(0);
        if (reply instanceof Answered answered && expected(sentence).equals(Optional.of(answered.output()))) {
            return reply(answered.output(), true);
        }
        return reply(REFUSAL, false);
    }

    private Optional<String> expected(String sentence) {
        List<String> parts = BARS.splitToList(sentence);
        return parts.size() == 5
                ? table.form(parts.get(1), parts.get(2), parts.get(3), parts.get(4))
                : Optional.empty();
    }

    private static Optional<String> sentence(byte[] body) {
        try {
            return JsonReader.readObject(body, "the request")
                    .member("sentence")
                    .filter(JsonString.class::isInstance)
                    .map(value -> ((JsonString) value).text());
        } catch (CannotJudgeException e) {
            return Optional.empty();
        }
    }

    private static JsonObject reply(String answer, boolean verified) {
        return JsonBuilder.object()
                .put("answer", answer)
                .put("verified", verified)
                .build();
    }

    private static JsonObject malformed() {
        return JsonBuilder.object()
                .put("error", "the body must be {\"sentence\": \"conjugate | VERB | TENSE | SUBJECT | POLARITY\"}")
                .build();
    }
}
