package dev.modelgate.eval.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server on loopback that answers as a test says, and keeps what it was asked. */
final class Endpoint implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** One request as it arrived. */
    record Asked(String path, String authorization, JsonObject body) {}

    /** What a test does with a request. */
    interface Handler {
        /** @param number of the request, from 1 */
        Answer answer(int number, Asked asked) throws Exception;
    }

    /** Status, body, and a Retry-After header where it is not empty. */
    record Answer(int status, String body, String retryAfter) {}

    static Answer ok(String body) {
        return new Answer(200, body, "");
    }

    static Answer status(int status, String body) {
        return new Answer(status, body, "");
    }

    /** A chat answer with that content. */
    static Answer says(String content) {
        return ok("""
                {"id": "x", "choices": [{"index": 0, "message": {"role": "assistant", "content": "%s"}, "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 7, "completion_tokens": 2}}""".formatted(content));
    }

    Endpoint(Handler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, handler));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return asked;
    }

    private void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            Asked request = new Asked(
                    exchange.getRequestURI().toString(),
                    authorization == null ? "" : authorization,
                    JsonReader.readObject(exchange.getRequestBody().readAllBytes(), "the request"));
            int number;
            synchronized (asked) {
                asked.add(request);
                number = asked.size();
            }
            Answer answer = handler.answer(number, request);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            if (answer.body().startsWith("http")) {
                exchange.getResponseHeaders().add("Location", answer.body());
            }
            if (!answer.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
            }
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
