package dev.modelgate.ci.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers from a table to whoever shows the token {@code t0ken}, and keeps what it was sent. */
public final class TableServer implements AutoCloseable {

    public final Map<String, String> answers = new LinkedHashMap<>();
    public final Map<String, Integer> statuses = new LinkedHashMap<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public TableServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        calls.add(body.isEmpty() ? call : call + " " + body);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        int status = "Bearer t0ken".equals(authorization) ? statuses.getOrDefault(call, 200) : 401;
        String text = answers.getOrDefault(call, "{\"message\": \"Not Found\"}");
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answers.containsKey(call) || status != 200 ? status : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
