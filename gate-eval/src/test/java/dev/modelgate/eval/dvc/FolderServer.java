package dev.modelgate.eval.dvc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The files of a folder by GET over HTTP on the loopback, and what else a server may do, said in advance. */
final class FolderServer implements AutoCloseable {

    static final String NO_BODY = "";
    static final String NO_SUCH_KEY = error("NoSuchKey");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Queue<HttpHandler> first = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final String prefix;
    private final Path folder;
    private final String absent;

    /** What one request was; an empty authorization is none. */
    record Asked(String method, String path, String authorization, String token) {}

    /** @param absent the body with which a 404 is told */
    FolderServer(String prefix, Path folder, String absent) throws IOException {
        this.prefix = prefix;
        this.folder = folder;
        this.absent = absent;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** As S3 tells of an error. */
    static String error(String code) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>told by the server</Message><RequestId>1</RequestId></Error>"
                .formatted(code);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return asked;
    }

    /** The next requests are answered so, one each; those after them as usual. */
    FolderServer first(HttpHandler... handlers) {
        first.addAll(List.of(handlers));
        return this;
    }

    static HttpHandler status(int status, String body) {
        return exchange -> send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Says nothing until the test is over. */
    HttpHandler silence() {
        return exchange -> await();
    }

    /** Sends one byte of forty, and no more until the test is over. */
    HttpHandler stall() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 40);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        };
    }

    private synchronized HttpHandler next() {
        HttpHandler next = first.poll();
        return next == null ? this::file : next;
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                header(exchange, "Authorization"),
                header(exchange, "X-Amz-Security-Token")));
        try (exchange) {
            next().handle(exchange);
        }
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = folder.resolve(path.startsWith(prefix) ? path.substring(prefix.length()) : "not here");
        if (Files.isRegularFile(file)) {
            send(exchange, 200, Files.readAllBytes(file));
        } else {
            send(exchange, 404, absent.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
