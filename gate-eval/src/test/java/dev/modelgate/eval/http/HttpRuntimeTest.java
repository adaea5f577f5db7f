package dev.modelgate.eval.http;

import static dev.modelgate.eval.http.Runtimes.CHAT;
import static dev.modelgate.eval.http.Runtimes.answer;
import static dev.modelgate.eval.http.Runtimes.ask;
import static dev.modelgate.eval.http.Runtimes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.Usage;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Reply;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpRuntimeTest {

    private static final Timing REAL = Timing.of(Clock.systemUTC());

    private final FakeTiming timing = new FakeTiming(0.5);

    @Test
    void chat_asks_as_openai_defines_it_and_reads_answer_and_tokens() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.says("went"))) {
            HttpRuntime runtime = Runtimes.open(
                    CHAT + "system: Be brief.\nparameters: {temperature: 0}\n", endpoint.url() + "/v1", timing);

            Answered answered = (Answered) ask(runtime, "c1", "past of go?");

            assertThat(answered.output()).isEqualTo("went");
            assertThat(answered.usage()).contains(new Usage(7, 2));
            assertThat(runtime.name()).isEqualTo("openai-chat " + endpoint.url() + "/v1/chat/completions");
            assertThat(endpoint.asked().get(0).path()).isEqualTo("/v1/chat/completions");
            assertThat(PrettyJson.line(endpoint.asked().get(0).body()))
                    .isEqualTo("{\"model\":\"tutor\",\"temperature\":0,\"messages\":["
                            + "{\"role\":\"system\",\"content\":\"Be brief.\"},"
                            + "{\"role\":\"user\",\"content\":\"past of go?\"}]}");
        }
    }

    @Test
    void completions_send_the_prompt_and_read_the_text() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.ok("{\"choices\": [{\"text\": \" went\"}]}"))) {
            HttpRuntime runtime =
                    Runtimes.open("kind: openai-completions\nmodel: m\n", endpoint.url() + "/v1/", timing);

            assertThat(answer(ask(runtime, "c1", "I"))).isEqualTo(" went");
            assertThat(endpoint.asked().get(0).path()).isEqualTo("/v1/completions");
            assertThat(PrettyJson.line(endpoint.asked().get(0).body())).isEqualTo("{\"model\":\"m\",\"prompt\":\"I\"}");
        }
    }

    @Test
    void open_inference_sends_a_tensor_and_checks_the_id() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) ->
                Endpoint.ok("{\"id\": \"c1\", \"outputs\": [{\"name\": \"y\", \"data\": [\"went\"]}]}"))) {
            HttpRuntime runtime = Runtimes.open("kind: kserve\nmodel: tutor\n", endpoint.url(), timing);

            assertThat(answer(ask(runtime, "c1", "go"))).isEqualTo("went");
            assertThat(endpoint.asked().get(0).path()).isEqualTo("/v2/models/tutor/infer");
            assertThat(PrettyJson.line(endpoint.asked().get(0).body()))
                    .isEqualTo("{\"id\":\"c1\",\"inputs\":[{\"name\":\"text\",\"shape\":[1],"
                            + "\"datatype\":\"BYTES\",\"data\":[\"go\"]}]}");
            assertThat(failure(ask(runtime, "c2", "go"))).endsWith("the answer has the id 'c1', but 'c2' was asked");
        }
    }

    @Test
    void open_inference_sends_numbers_and_picks_the_named_output() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.ok(
                "{\"outputs\": [{\"name\": \"a\", \"data\": [1]}, {\"name\": \"b\", \"data\": [0.25, 0.75]}]}"))) {
            HttpRuntime runtime = Runtimes.open(
                    "kind: kserve\nmodel: m\ninput: x\ndatatype: FP32\noutput: b\n", endpoint.url(), timing);

            assertThat(answer(ask(runtime, "c1", "[1.5, 2]"))).isEqualTo("[0.25,0.75]");
            assertThat(PrettyJson.line(endpoint.asked().get(0).body()))
                    .contains("\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1.5,2]");
            assertThat(failure(ask(runtime, "c2", "\"x\"")))
                    .isEqualTo("the case's input is \"x\", but datatype FP32 takes a list of numbers");
        }
    }

    @Test
    void a_template_is_filled_and_read_by_paths() throws Exception {
        try (Endpoint endpoint =
                new Endpoint((n, asked) -> Endpoint.ok("{\"error\": \"\", \"who\": \"c1\", \"r\": [{\"t\": 1.50}]}"))) {
            HttpRuntime runtime = Runtimes.open("""
                    kind: json
                    template: {q: "{{input}}", note: "case {{id}}: {{input}}", raw: "{{input_json}}", k: [1, true]}
                    output: $.r[0].t
                    id: $.who
                    """, endpoint.url() + "/ask?v=1", timing);

            assertThat(answer(ask(runtime, "c1", "[\"{{id}}\"]"))).isEqualTo("1.50");
            assertThat(endpoint.asked().get(0).path()).isEqualTo("/ask?v=1");
            assertThat(PrettyJson.line(endpoint.asked().get(0).body()))
                    .isEqualTo("{\"q\":\"[\\\"{{id}}\\\"]\",\"note\":\"case c1: [\\\"{{id}}\\\"]\","
                            + "\"raw\":[\"{{id}}\"],\"k\":[1,true]}");
            assertThat(failure(ask(runtime, "c2", "1"))).contains("the answer has the id 'c1', but 'c2' was asked");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\": {\"message\": \"overloaded\"}} | the answer is an error ({\"message\":\"overloaded\"}), but an answer is required",
                "{\"choices\": []} | 'choices' is [], but a list of one object is required",
                "{\"object\": \"x\"} | 'choices' is not in the answer {\"object\":\"x\"}, but a list of one object is required",
                "{\"choices\": [{\"message\": {\"content\": null}}]} | 'content' is null, but a text is required",
                "{\"choices\": [{\"message\": {\"content\": \"a\"}, \"finish_reason\": \"length\"}]} | the answer ended for the reason 'length', but 'stop' is required",
                "\"went\" | the answer is a string, but an object is required"
            })
    void a_200_with_an_error_body_or_without_a_whole_answer_is_no_answer(String body, String message) throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.ok(body))) {
            HttpRuntime runtime = Runtimes.open(CHAT, endpoint.url(), timing);

            assertThat(failure(ask(runtime, "c1", "x"))).isEqualTo(endpoint.url() + "/chat/completions: " + message);
            assertThat(endpoint.asked()).hasSize(1);
        }
    }

    @Test
    void nothing_at_the_path_and_an_error_at_its_path_are_no_answers() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) ->
                Endpoint.ok(n == 1 ? "{\"b\": 1}" : "{\"a\": \"x\", \"status\": {\"wrong\": \"no GPU\"}}"))) {
            HttpRuntime runtime = Runtimes.open(
                    "kind: json\ntemplate: {}\noutput: $.a\nerror: $.status.wrong\n", endpoint.url(), timing);

            assertThat(failure(ask(runtime, "c1", "x")))
                    .endsWith("nothing stands at $['a'] in the answer {\"b\":1}, but a value is required");
            assertThat(failure(ask(runtime, "c1", "x")))
                    .endsWith("the answer is an error (\"no GPU\" at $['status']['wrong']), but an answer is required");
        }
    }

    @Test
    void an_answer_cut_at_the_length_limit_counts_where_the_wiring_says_so() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) ->
                Endpoint.ok("{\"choices\": [{\"message\": {\"content\": \"B\"}, \"finish_reason\": \"length\"}]}"))) {
            HttpRuntime runtime = Runtimes.open(CHAT + "accept_truncated: true\n", endpoint.url(), timing);

            assertThat(answer(ask(runtime, "c1", "x"))).isEqualTo("B");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void a_passing_status_is_tried_again_after_growing_waits(int status) throws Exception {
        try (Endpoint endpoint =
                new Endpoint((n, asked) -> n < 4 ? Endpoint.status(status, "busy") : Endpoint.says("went"))) {
            HttpRuntime runtime = Runtimes.open(CHAT, endpoint.url(), timing);

            assertThat(answer(ask(runtime, "c1", "x"))).isEqualTo("went");
            assertThat(timing.slept)
                    .containsExactly(Duration.ofMillis(75), Duration.ofMillis(150), Duration.ofMillis(300));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 400, 401, 404, 500})
    void any_other_status_fails_at_once(int status) throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.status(status, "no\nsuch"))) {
            HttpRuntime runtime = Runtimes.open(CHAT, endpoint.url(), timing);

            assertThat(failure(ask(runtime, "c1", "x")))
                    .isEqualTo("%s/chat/completions: the status is %d ('no such'), but 200 is required"
                            .formatted(endpoint.url(), status));
            assertThat(endpoint.asked()).hasSize(1);
        }
    }

    @Test
    void the_last_attempt_tells_what_it_met() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.status(503, ""))) {
            HttpRuntime runtime = Runtimes.open(CHAT + "attempts: 3\n", endpoint.url(), timing);

            assertThat(failure(ask(runtime, "c1", "x")))
                    .endsWith("the status is 503 (''), but 200 is required (after 3 attempts)");
            assertThat(endpoint.asked()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"7 | 7", "Fri, 01 May 2026 12:00:09 GMT | 9", "Fri, 01 May 2026 11:00:00 GMT | 0"})
    void waits_as_long_as_the_server_asks(String header, int seconds) throws Exception {
        try (Endpoint endpoint = new Endpoint(
                (n, asked) -> n == 1 ? new Endpoint.Answer(429, "slow down", header) : Endpoint.says("went"))) {
            HttpRuntime runtime = Runtimes.open(CHAT, endpoint.url(), timing);

            assertThat(answer(ask(runtime, "c1", "x"))).isEqualTo("went");
            assertThat(timing.slept).containsExactly(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void does_not_wait_for_an_hour() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> new Endpoint.Answer(429, "", "3600"))) {
            HttpRuntime runtime = Runtimes.open(CHAT, endpoint.url(), timing);

            assertThat(failure(ask(runtime, "c1", "x"))).contains("it asks to wait 3600 s, which is too long");
            assertThat(timing.slept).isEmpty();
        }
    }

    @Test
    void an_endpoint_that_returns_nothing_gave_no_answer_however_often_it_is_asked() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.ok(""))) {
            HttpRuntime runtime = Runtimes.open(CHAT, endpoint.url(), timing);

            assertThat(failure(ask(runtime, "c1", "x")))
                    .endsWith("the body is empty, but a JSON answer is required (after 4 attempts)");
        }
    }

    @Test
    void half_an_answer_is_tried_again_and_then_none() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.ok("{\"choices\": [{\"mess"))) {
            HttpRuntime runtime = Runtimes.open(CHAT + "attempts: 2\n", endpoint.url(), timing);

            assertThat(failure(ask(runtime, "c1", "x")))
                    .contains(
                            "the answer:1:",
                            "the JSON is malformed",
                            "it begins '{\"choices\": [{\"mess' (after 2 attempts)");
            assertThat(endpoint.asked()).hasSize(2);
        }
    }

    @Test
    void half_an_answer_is_tried_again_when_its_body_is_shorter_than_it_says() throws Exception {
        try (RawServer server = new RawServer((n, socket) -> {
            if (n == 1) {
                RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choices\"");
            } else {
                RawServer.answer(socket, Endpoint.says("went").body());
            }
        })) {
            HttpRuntime runtime = Runtimes.open(CHAT, server.url(), timing);

            assertThat(answer(ask(runtime, "c1", "x"))).isEqualTo("went");
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void a_connection_that_the_endpoint_drops_is_tried_again() throws Exception {
        try (RawServer server = new RawServer((n, socket) -> {
            if (n % 10 != 1) {
                RawServer.answer(socket, Endpoint.says("went").body());
            }
        })) {
            HttpRuntime runtime = Runtimes.open(CHAT, server.url(), timing);

            for (int i = 0; i < 30; i++) {
                assertThat(answer(ask(runtime, "c" + i, "x"))).isEqualTo("went");
            }
            assertThat(server.requests()).isEqualTo(34);
        }
    }

    @Test
    void nobody_there_is_told_after_the_last_attempt() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        HttpRuntime runtime = Runtimes.open(CHAT, "http://127.0.0.1:" + port, timing);

        assertThat(failure(ask(runtime, "c1", "x"))).contains("the connection broke (", "(after 4 attempts)");
        assertThat(timing.slept).hasSize(3);
    }

    @Test
    void a_server_that_says_nothing_is_left_at_the_deadline() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server = new RawServer((n, socket) -> end.await())) {
            HttpRuntime runtime = Runtimes.open(CHAT + "timeout_seconds: 0.2\n", server.url(), REAL);

            assertThat(failure(ask(runtime, "c1", "x")))
                    .endsWith("no whole answer came within 200 ms; raise 'timeout_seconds' or mend the endpoint");
            assertThat(server.requests()).isEqualTo(1);
            end.countDown();
        }
    }

    @Test
    void the_deadline_covers_a_body_that_drips() throws Exception {
        try (RawServer server = new RawServer((n, socket) -> {
            RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            for (int i = 0; i < 1_000; i++) {
                RawServer.send(socket, " ");
                Thread.sleep(20);
            }
        })) {
            HttpRuntime runtime = Runtimes.open(CHAT + "timeout_seconds: 0.3\n", server.url(), REAL);
            long began = System.nanoTime();

            assertThat(failure(ask(runtime, "c1", "x"))).contains("no whole answer came within 300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void the_deadline_covers_headers_that_drip() throws Exception {
        try (RawServer server = new RawServer((n, socket) -> {
            RawServer.send(socket, "HTTP/1.1 200 OK\r\nX-Slow: ");
            for (int i = 0; i < 1_000; i++) {
                RawServer.send(socket, "x");
                Thread.sleep(20);
            }
        })) {
            HttpRuntime runtime = Runtimes.open(CHAT + "timeout_seconds: 0.3\n", server.url(), REAL);
            long began = System.nanoTime();

            assertThat(failure(ask(runtime, "c1", "x"))).contains("no whole answer came within 300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_closed_runtime_breaks_off_what_is_under_way() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer((n, socket) -> {
            asked.countDown();
            new CountDownLatch(1).await();
        })) {
            HttpRuntime runtime = Runtimes.open(CHAT + "attempts: 1\n", server.url(), REAL);
            CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> {
                try {
                    return ask(runtime, "c1", "x");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            asked.await();
            runtime.close();

            assertThat(failure(reply.get(10, TimeUnit.SECONDS))).contains("connection broke");
        }
    }

    @Test
    void a_body_without_end_is_left_at_its_limit() throws Exception {
        try (RawServer server = new RawServer((n, socket) -> {
            RawServer.send(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            String flood = " ".repeat(1 << 20);
            for (int i = 0; i < 100; i++) {
                RawServer.send(socket, flood);
            }
        })) {
            HttpRuntime runtime = Runtimes.open(CHAT, server.url(), timing);

            assertThat(failure(ask(runtime, "c1", "x")))
                    .endsWith("the body is longer than 16 MiB, but an answer is small");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed_and_both_origins_are_named(int status) throws Exception {
        try (Endpoint elsewhere = new Endpoint((n, asked) -> Endpoint.says("went"));
                Endpoint endpoint = new Endpoint(
                        (n, asked) -> Endpoint.status(status, elsewhere.url() + "/v1/chat/completions?sig=s1gned"))) {
            HttpRuntime runtime = Runtimes.open(
                    CHAT + "token_env: TUTOR_KEY\n", endpoint.url() + "/v1", timing, Map.of("TUTOR_KEY", "s3cret"));

            assertThat(failure(ask(runtime, "c1", "past of go?")))
                    .contains(
                            "which leads from %s to %s and is not followed".formatted(endpoint.url(), elsewhere.url()))
                    .doesNotContain("s1gned", "s3cret");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void a_secret_is_sent_and_never_shown() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.status(401, "bad key " + asked.authorization()))) {
            HttpRuntime runtime = Runtimes.open(
                    CHAT + "token_env: TUTOR_KEY\n",
                    endpoint.url() + "/v1?tenant=hush",
                    timing,
                    Map.of("TUTOR_KEY", "sk-very-secret"));

            String failure = failure(ask(runtime, "c1", "x"));

            assertThat(endpoint.asked().get(0).authorization()).isEqualTo("Bearer sk-very-secret");
            assertThat(failure).contains("bad key Bearer [TUTOR_KEY]").doesNotContain("sk-very-secret", "hush");
            assertThat(runtime.name()).doesNotContain("hush");
        }
    }

    @Test
    void requests_are_spaced_at_the_rate() throws Exception {
        try (Endpoint endpoint = new Endpoint((n, asked) -> Endpoint.says("went"))) {
            HttpRuntime runtime = Runtimes.open(CHAT + "requests_per_second: 4\n", endpoint.url(), timing);

            for (int i = 0; i < 4; i++) {
                ask(runtime, "c" + i, "x");
            }

            assertThat(timing.slept)
                    .containsExactly(Duration.ofMillis(250), Duration.ofMillis(250), Duration.ofMillis(250));
        }
    }

    @Test
    void a_cancelled_run_does_not_wait_for_the_answer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server = new RawServer((n, socket) -> {
            asked.countDown();
            end.await();
        })) {
            HttpRuntime runtime = Runtimes.open(CHAT, server.url(), REAL);
            CountDownLatch interrupted = new CountDownLatch(1);
            Thread thread = new Thread(() -> {
                try {
                    ask(runtime, "c1", "x");
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            thread.start();
            asked.await();
            thread.interrupt();

            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            end.countDown();
        }
    }
}
