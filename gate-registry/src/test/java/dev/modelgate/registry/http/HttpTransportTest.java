package dev.modelgate.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.http.RawServer.Behaviour;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a server can misbehave ends soon, and says what happened. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HttpTransportTest {

    private final Patience patience = new Patience();
    private final HttpTransport transport = new HttpTransport(Patience.SHORT, patience);
    private RawServer server;

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void gives_up_and_closes_the_connection_when_the_server_accepts_and_says_nothing() throws Exception {
        serve((connection, number) -> connection.stall());

        assertFails(this::get, Kind.TIMEOUT, "took longer than 600 ms");
        assertThat(server.wasClosedByClient()).isTrue();
    }

    @Test
    void gives_up_when_the_body_stalls_after_the_headers() throws Exception {
        serve((connection, number) -> connection
                .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
                .stall());

        assertFails(this::get, Kind.TIMEOUT, "took longer than 600 ms");
        assertThat(server.wasClosedByClient()).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void gives_up_when_a_download_stands_still() throws Exception {
        serve((connection, number) -> connection
                .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
                .stall());

        assertFails(() -> download(100), Kind.TIMEOUT, "stood still for 400 ms");
    }

    @Test
    void gives_up_when_a_download_dribbles_on_for_ever() throws Exception {
        serve((connection, number) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            for (int i = 0; i < 1000; i++) {
                connection.send("x");
                Thread.sleep(100);
            }
        });

        assertFails(() -> download(1000), Kind.TIMEOUT, "took longer than 1500 ms");
    }

    @Test
    void gives_up_when_the_server_does_not_read_an_upload() throws Exception {
        serve((connection, number) -> connection.freeze());
        Path file = Files.write(directory.resolve("big"), new byte[16 << 20]);
        HttpCall put = HttpCall.put(server.uri("/big"), Payload.of(file, Files.size(file)));

        assertFails(() -> transport.upload(put), Kind.TIMEOUT, "stood still for 400 ms");
    }

    @Test
    void asks_again_when_a_body_is_cut_and_takes_the_whole_one() throws Exception {
        serve((connection, number) -> {
            if (number < 3) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut");
            } else {
                connection.answer(200, "", "whole");
            }
        });
        FileSink sink = new FileSink(directory.resolve("file"), 100);

        transport.download(HttpCall.get(server.uri("/")), 5, sink);

        assertThat(directory.resolve("file")).hasContent("whole");
        assertThat(sink.size()).isEqualTo(5);
        assertThat(sink.sha256()).isEqualTo("5d5766cf2d78701614200418ee1450690d9af12c84d52545e4802f001ad53099");
    }

    @Test
    void says_that_the_body_was_cut_when_it_always_is() throws Exception {
        serve((connection, number) -> connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"));

        assertFails(this::get, Kind.INTEGRITY, "was cut off", "4 times");
        assertThat(patience.rests())
                .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void asks_again_when_a_read_is_reset() throws Exception {
        serve((connection, number) -> {
            if (number == 1) {
                connection.reset();
            } else {
                connection.answer(200, "", "{}");
            }
        });

        assertThat(get().status()).isEqualTo(200);
    }

    @Test
    void does_not_send_a_write_again_when_its_answer_is_lost() throws Exception {
        serve((connection, number) -> connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"));

        assertFails(this::post, Kind.INTEGRITY, "was cut off");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void asks_again_when_the_server_is_busy_with_or_without_a_body(int status) throws Exception {
        serve((connection, number) -> {
            if (number == 1) {
                connection.answer(status, "", "{\"message\": \"later\"}");
            } else if (number == 2) {
                connection.answer(status, "", "");
            } else {
                connection.answer(200, "", "{}");
            }
        });

        assertThat(post().status()).isEqualTo(200);
        assertThat(patience.rests()).hasSize(2);
    }

    @Test
    void ends_with_the_servers_answer_when_it_stays_busy() throws Exception {
        serve((connection, number) -> connection.answer(429, "", "{\"message\": \"too many\"}"));

        assertThat(get().status()).isEqualTo(429);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void waits_as_long_as_the_server_asks_when_that_is_up_to_ten_seconds() throws Exception {
        serve((connection, number) -> {
            if (number == 1) {
                connection.answer(503, "Retry-After: 10\r\n", "");
            } else if (number == 2) {
                connection.answer(
                        503,
                        "Date: Sat, 21 Nov 2026 10:00:00 GMT\r\nRetry-After: Sat, 21 Nov 2026 10:00:03 GMT\r\n",
                        "");
            } else {
                connection.answer(200, "", "{}");
            }
        });

        assertThat(get().status()).isEqualTo(200);
        assertThat(patience.rests()).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(3));
    }

    @Test
    void does_not_wait_when_the_server_asks_for_more_than_ten_seconds() throws Exception {
        serve((connection, number) -> connection.answer(503, "Retry-After: 11\r\n", ""));

        assertThat(get().status()).isEqualTo(503);
        assertThat(patience.rests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 501})
    void does_not_ask_again_when_the_answer_would_be_the_same(int status) throws Exception {
        serve((connection, number) -> connection.answer(status, "", "no"));

        assertThat(get().status()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void asks_again_when_the_server_fails_at_a_read_and_not_at_a_write() throws Exception {
        serve((connection, number) -> connection.answer(number % 2 == 1 ? 500 : 404, "", ""));

        assertThat(get().status()).isEqualTo(404);
        assertThat(post().status()).isEqualTo(500);
    }

    @Test
    void tries_four_times_when_nothing_listens() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/x");
        }

        assertFails(() -> transport.call(HttpCall.get(nobody)), Kind.UNREACHABLE, "found no connection", "4 times");
        assertThat(patience.rests()).hasSize(3);
    }

    @Test
    void does_not_follow_a_redirect() throws Exception {
        serve((connection, number) -> connection.answer(302, "Location: " + "http://127.0.0.1:1/elsewhere\r\n", ""));

        HttpAnswer answer = transport.call(HttpCall.get(server.uri("/a")).with("Authorization", "Bearer abc"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void asks_for_no_upgrade_because_servers_then_drop_the_body() throws Exception {
        serve((connection, number) -> connection.answer(200, "", "{}"));

        post();

        assertThat(server.requests().get(0))
                .startsWith("POST / HTTP/1.1\r\n")
                .doesNotContainIgnoringCase("upgrade")
                .doesNotContainIgnoringCase("http2-settings");
    }

    @Test
    void refuses_an_answer_that_does_not_end_at_sixteen_megabytes() throws Exception {
        serve((connection, number) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
            String part = "x".repeat(1 << 20);
            for (int i = 0; i < 90; i++) {
                connection.send(part);
            }
        });
        HttpTransport patient = new HttpTransport(HttpSettings.DEFAULT, patience);

        assertFails(() -> patient.call(HttpCall.get(server.uri("/"))), Kind.INTEGRITY, "longer than 16777216 bytes");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void refuses_a_download_that_is_longer_than_expected() throws Exception {
        serve((connection, number) -> connection.answer(200, "", "123456"));

        assertFails(() -> download(5), Kind.INTEGRITY, "longer than 5 bytes");
    }

    @Test
    void says_that_the_disk_is_the_problem_when_the_file_cannot_be_written() throws Exception {
        serve((connection, number) -> connection.answer(200, "", "12345"));
        FileSink sink = new FileSink(directory.resolve("missing").resolve("file"), 5);

        assertThatThrownBy(() -> transport.download(HttpCall.get(server.uri("/")), 5, sink))
                .isExactlyInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("could not be written");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void keeps_the_body_of_an_error_out_of_the_file() throws Exception {
        serve((connection, number) -> connection.answer(404, "", "not here"));

        HttpAnswer answer = download(100);

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("not here");
        assertThat(directory.resolve("file")).doesNotExist();
    }

    @Test
    void ends_at_once_when_the_thread_is_interrupted() throws Exception {
        serve((connection, number) -> connection.stall());
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::get).hasMessageContaining("was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private void serve(Behaviour behaviour) throws IOException {
        server = new RawServer(behaviour);
    }

    private HttpAnswer get() {
        return transport.call(HttpCall.get(server.uri("/")));
    }

    private HttpAnswer post() {
        return transport.call(HttpCall.post(server.uri("/"), Payload.of("{}".getBytes(StandardCharsets.UTF_8))));
    }

    private HttpAnswer download(long size) {
        return transport.download(HttpCall.get(server.uri("/")), size, new FileSink(directory.resolve("file"), size));
    }

    private static void assertFails(ThrowingCallable call, Kind kind, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RemoteFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContainingAll(words);
    }
}
