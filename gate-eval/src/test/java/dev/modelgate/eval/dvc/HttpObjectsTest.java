package dev.modelgate.eval.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpObjectsTest {

    private static final DvcHash EVAL = DvcHash.parse("d2cded82a5ad7a7f8065642de0be7b64", false, "the md5");
    private static final HttpObjects.Limits SHORT =
            new HttpObjects.Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(300));

    @TempDir
    private Path directory;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/store/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/store/".length());
        Path object = DvcProject.FIXTURES.resolve("remote-v3").resolve(path);
        boolean known = "Basic dTpw".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!known || !Files.exists(object)) {
            exchange.sendResponseHeaders(known ? 404 : 401, -1);
        } else {
            exchange.sendResponseHeaders(200, Files.size(object));
            exchange.getResponseBody().write(Files.readAllBytes(object));
        }
        exchange.close();
    }

    @Test
    void copies_an_object_with_the_credentials_of_the_configuration() {
        Path target = directory.resolve("eval.jsonl");

        long size = objects("/store", "p").copy(EVAL, OptionalLong.of(40), target);

        assertThat(size).isEqualTo(40);
        assertThat(target).hasSameBinaryContentAs(DvcProject.FIXTURES.resolve("single/eval.jsonl.content"));
    }

    @Test
    void says_which_status_it_met_and_prints_no_password() {
        assertThatThrownBy(() -> objects("/store", "wrong").copy(EVAL, OptionalLong.empty(), directory.resolve("e")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("status 401")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void says_where_it_looked_when_the_object_is_not_there() {
        DvcHash other = DvcHash.parse("0".repeat(32), false, "the md5");

        assertThatThrownBy(() -> objects("/store", "p").copy(other, OptionalLong.empty(), directory.resolve("e")))
                .hasMessageContaining("the data are not at http://")
                .hasMessageContaining("/store/files/md5/00/");
    }

    @Test
    void ends_when_the_server_stops_in_the_middle_of_a_body() {
        server.createContext("/stalls/", exchange -> {
            exchange.sendResponseHeaders(200, 40);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await();
        });

        assertThatThrownBy(() -> impatient("/stalls").copy(EVAL, OptionalLong.empty(), directory.resolve("e")))
                .hasMessageContaining("no byte came");
    }

    @Test
    void ends_when_the_server_never_answers() {
        server.createContext("/silent/", exchange -> await());

        assertThatThrownBy(() -> impatient("/silent").copy(EVAL, OptionalLong.empty(), directory.resolve("e")))
                .hasMessageContaining("timed out");
    }

    @Test
    void follows_no_redirect() {
        server.createContext("/moved/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/store/" + EVAL.key());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> objects("/moved", "p").copy(EVAL, OptionalLong.empty(), directory.resolve("e")))
                .hasMessageContaining("status 302");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void takes_no_password_to_another_host_and_names_it(int status) throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext(
                "/", exchange -> heard.add(exchange.getRequestURI().toString()));
        elsewhere.start();
        String origin = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
        server.createContext("/moved/", exchange -> {
            exchange.getResponseHeaders().add("Location", origin + "/x?X-Amz-Signature=s1gned");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> objects("/moved", "s3cret").copy(EVAL, OptionalLong.empty(), directory.resolve("e")))
                .hasMessageContaining("status " + status + ", which leads from http://127.0.0.1:")
                .hasMessageContaining(" to " + origin + " and is not followed")
                .hasMessageNotContainingAny("s3cret", "s1gned");
        elsewhere.stop(0);
        assertThat(heard).isEmpty();
    }

    @Test
    void prints_no_password_that_stands_in_the_address_of_the_remote() {
        DvcRemote remote = new DvcRemote("origin", "http://user:s3cret@127.0.0.1:1/store", ImmutableMap.of());

        assertThat(remote).hasToString("remote 'origin' at http://127.0.0.1:1/store");
        assertThat(new HttpObjects(remote, SHORT).place(EVAL)).isEqualTo("http://127.0.0.1:1/store/" + EVAL.key());
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private VerifiedObjects objects(String path, String password) {
        return objects(path, password, HttpObjects.Limits.DEFAULT);
    }

    private VerifiedObjects impatient(String path) {
        return objects(path, "p", SHORT);
    }

    private VerifiedObjects objects(String path, String password, HttpObjects.Limits limits) {
        String url = "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
        DvcRemote remote = new DvcRemote("web", url, ImmutableMap.of("user", "u", "password", password));
        return new VerifiedObjects("x.dvc", ImmutableList.of(new HttpObjects(remote, limits)));
    }
}
