package dev.modelgate.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTest {

    private static final String JSON = "application/json";
    private static final HttpCall CALL =
            HttpCall.get(URI.create("http://user:hunter2@tracker.example:5000/api/x?token=hunter2"));

    private final Service service = new Service("the tracker", Credentials.basic("me", "hunter2"), "set the password");

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORISED",
        "403, UNAUTHORISED",
        "404, NOT_FOUND",
        "410, NOT_FOUND",
        "400, REJECTED",
        "302, REJECTED",
        "500, SERVER_ERROR",
        "503, SERVER_ERROR",
        "429, SERVER_ERROR"
    })
    void names_the_kind_of_failure_by_the_status(int status, Kind kind) {
        assertThat(service.failure(answer(status, JSON, "{}")).kind()).isEqualTo(kind);
    }

    @Test
    void passes_on_the_servers_words_in_each_of_its_shapes() {
        assertThat(words(JSON, "{\"error_code\":\"X\",\"message\":\"Run not found\"}"))
                .contains("(Run not found)");
        assertThat(words(JSON, "{\"detail\":\"Not Found\"}")).contains("(Not Found)");
        assertThat(words(JSON, "{\"errors\":[{\"code\":\"X\",\"message\":\"manifest unknown\"}]}"))
                .contains("(manifest unknown)");
        assertThat(words("text/plain", "Internal Server Error")).contains("(Internal Server Error)");
        assertThat(words("text/html", "<!doctype html><p>no</p>")).doesNotContain("<");
        assertThat(words("text/html", "You are not authenticated.")).contains("(You are not authenticated.)");
    }

    @Test
    void never_repeats_a_secret_that_the_server_echoes() {
        String basic = "bWU6aHVudGVyMg==";

        String message = words("text/plain", "bad login me:hunter2, header Basic " + basic);

        assertThat(message).contains("[secret]").doesNotContain("hunter2").doesNotContain(basic);
        assertThat(service.toString()).doesNotContain("hunter2");
        assertThat(Credentials.bearer("hunter2").toString()).doesNotContain("hunter2");
    }

    @Test
    void makes_the_servers_words_harmless_and_short() {
        assertThat(words("text/plain", "\u001b[2Jgone\nline")).contains("\\u001b[2Jgone\\u000aline");
        assertThat(words("text/plain", "x".repeat(5000))).hasSizeLessThan(600);
    }

    @Test
    void says_how_to_allow_the_host_when_the_server_does_not_know_its_own_name() {
        RemoteFailure failure = service.failure(
                answer(403, "text/plain", "Invalid Host header - possible DNS rebinding attack detected"));

        assertThat(failure).hasMessageContaining("--allowed-hosts");
        assertThat(service.failure(answer(403, "text/plain", "no"))).hasMessageEndingWith("set the password");
    }

    @Test
    void refuses_a_page_where_json_is_required() {
        assertThatThrownBy(() -> service.json(answer(200, "text/html", "<html>log in</html>")))
                .isInstanceOfSatisfying(
                        RemoteFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INTEGRITY))
                .hasMessageContainingAll("is an HTML page, but JSON is required", "http://tracker.example:5000/api/x");
        assertThatThrownBy(() -> service.json(answer(200, JSON, "{\"a\":1}{\"b\":2}")))
                .isInstanceOf(RemoteFailure.class);
        assertThatThrownBy(() -> service.json(answer(200, JSON, "[]"))).isInstanceOf(RemoteFailure.class);
    }

    private String words(String type, String body) {
        return service.failure(answer(500, type, body)).getMessage();
    }

    private static HttpAnswer answer(int status, String type, String body) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true);
        return new HttpAnswer(CALL, status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
