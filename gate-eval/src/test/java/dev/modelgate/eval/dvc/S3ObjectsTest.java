package dev.modelgate.eval.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server of S3's kind may do on the wire, and what the remote's options make of a request. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class S3ObjectsTest {

    private static final DvcHash EVAL = DvcHash.parse("d2cded82a5ad7a7f8065642de0be7b64", false, "the md5");
    private static final String PLACE = "s3://bucket/p/files/md5/d2/cded82a5ad7a7f8065642de0be7b64";
    private static final HttpObjects.Limits SHORT_HEADERS =
            new HttpObjects.Limits(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(60));
    private static final HttpObjects.Limits SHORT_BODY =
            new HttpObjects.Limits(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(1));

    @TempDir
    private Path directory;

    private FolderServer server;
    private final Map<String, String> options = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        server = new FolderServer(
                "/bucket/p/", DvcProject.FIXTURES.resolve("remote-v3"), FolderServer.error("NoSuchKey"));
        options.put("endpointurl", server.url());
        options.put("access_key_id", "AKID");
        options.put("secret_access_key", "very-secret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signs_one_get_with_the_keys_and_in_the_region_of_the_remote() {
        options.put("session_token", "a-token");
        options.put("region", "eu-north-1");

        assertThat(copy(HttpObjects.Limits.DEFAULT)).isEqualTo(40);

        FolderServer.Asked asked = server.asked().get(0);
        assertThat(server.asked()).hasSize(1);
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.path()).isEqualTo("/bucket/p/" + EVAL.key());
        assertThat(asked.authorization())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                .contains("/eu-north-1/s3/aws4_request");
        assertThat(asked.token()).isEqualTo("a-token");
    }

    @Test
    void signs_nothing_when_the_login_is_anonymous() {
        options.put("allow_anonymous_login", "True");

        assertThat(copy(HttpObjects.Limits.DEFAULT)).isEqualTo(40);
        assertThat(server.asked().get(0).authorization()).isEmpty();
    }

    @Test
    void takes_keys_and_region_of_a_profile_from_the_files_that_the_remote_names() throws IOException {
        Path credentials = Files.writeString(
                directory.resolve("credentials"), "[team]\naws_access_key_id = TEAM\naws_secret_access_key = s\n");
        Path config = Files.writeString(directory.resolve("config"), "[profile team]\nregion = ap-south-1\n");
        options.keySet().retainAll(Set.of("endpointurl"));
        options.put("profile", "team");
        options.put("credentialpath", credentials.toString());
        options.put("configpath", config.toString());

        assertThat(copy(HttpObjects.Limits.DEFAULT)).isEqualTo(40);
        assertThat(server.asked().get(0).authorization()).contains("Credential=TEAM/", "/ap-south-1/s3/");
    }

    @Test
    void says_that_a_profile_is_not_there() throws IOException {
        options.keySet().retainAll(Set.of("endpointurl"));
        options.put("profile", "nobody");
        options.put(
                "credentialpath",
                Files.createFile(directory.resolve("credentials")).toString());

        fails().hasMessageContaining(PLACE + " could not be read (").hasMessageContaining("nobody");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void says_what_is_wrong_with_a_file_of_settings() throws IOException {
        options.put(
                "configpath",
                Files.writeString(directory.resolve("config"), "region = nowhere\n")
                        .toString());

        fails().hasMessageStartingWith("s3://bucket cannot be asked (").hasMessageContaining("line 1");
    }

    @Test
    void ends_when_the_program_that_a_profile_names_for_credentials_does_not() throws IOException {
        Path config = Files.writeString(directory.resolve("config"), "[profile slow]\ncredential_process = sleep 10\n");
        options.keySet().retainAll(Set.of("endpointurl"));
        options.put("profile", "slow");
        options.put("configpath", config.toString());

        fails(SHORT_HEADERS).hasMessageContaining("no credentials came within 3 s");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void says_that_a_named_file_of_credentials_is_not_there() {
        options.put("credentialpath", directory.resolve("none").toString());

        assertThatThrownBy(() -> copy(HttpObjects.Limits.DEFAULT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(directory.resolve("none") + " for S3, which cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, status 403 (AccessDenied)",
        "403, SignatureDoesNotMatch, status 403 (SignatureDoesNotMatch)",
        "404, NoSuchBucket, status 404 (NoSuchBucket)",
        "301, PermanentRedirect, status 301 (PermanentRedirect)"
    })
    void says_with_which_status_and_code_it_was_turned_away(int status, String code, String told) {
        server.first(FolderServer.status(status, FolderServer.error(code)));

        fails().hasMessageContaining(PLACE + " could not be read (the server answered with " + told + ")")
                .hasMessageNotContaining("very-secret");
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void signs_nothing_for_another_host(int status) throws IOException {
        options.put("session_token", "very-secret-token");
        try (FolderServer elsewhere = new FolderServer("/", directory, "")) {
            for (int i = 0; i < 5; i++) {
                server.first(exchange -> {
                    exchange.getResponseHeaders().set("Location", elsewhere.url() + "/bucket/p/" + EVAL.key());
                    exchange.sendResponseHeaders(status, -1);
                });
            }

            fails().hasMessageContaining("the server answered with status " + status);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void a_404_that_is_not_the_words_of_s3_is_not_taken_for_an_absent_object() {
        server.first(FolderServer.status(404, "<html>no such page</html>"));

        fails().hasMessageContaining("the server answered with status 404");
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "503, SlowDown"})
    void an_error_that_passes_is_tried_again(int status, String code) {
        server.first(
                FolderServer.status(status, FolderServer.error(code)),
                FolderServer.status(status, FolderServer.error(code)));

        assertThat(copy(HttpObjects.Limits.DEFAULT)).isEqualTo(40);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void an_error_that_stays_is_told_after_three_attempts() {
        for (int i = 0; i < 5; i++) {
            server.first(FolderServer.status(500, FolderServer.error("InternalError")));
        }

        assertThatThrownBy(() -> copy(HttpObjects.Limits.DEFAULT))
                .hasMessageContaining("the server answered with status 500 (InternalError)");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void ends_when_the_server_stops_in_the_middle_of_a_body() {
        for (int i = 0; i < 5; i++) {
            server.first(server.stall());
        }

        fails(SHORT_BODY).hasMessageContaining(PLACE + " could not be read (").hasMessageContaining("timed out");
    }

    @Test
    void ends_when_the_server_never_answers() {
        for (int i = 0; i < 5; i++) {
            server.first(server.silence());
        }
        long began = System.nanoTime();

        fails(SHORT_HEADERS).hasMessageContaining(PLACE + " could not be read (");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void a_body_that_breaks_off_is_told_as_such_and_not_as_corrupted() throws Exception {
        try (ServerSocket broken = new ServerSocket(0, 8, java.net.InetAddress.getLoopbackAddress())) {
            Thread half = new Thread(() -> half(broken));
            half.start();
            options.put("endpointurl", "http://127.0.0.1:" + broken.getLocalPort());

            fails().hasMessageMatching(".*(the body ended after 10 of 40 bytes|Premature EOF).*") // as Java 25 says it
                    .hasMessageNotContaining("corrupted");
            half.join();
        }
    }

    @Test
    void says_that_nobody_is_there() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            options.put("endpointurl", "http://127.0.0.1:" + free.getLocalPort());
        }

        fails().hasMessageContaining(PLACE + " could not be read (").hasMessageContaining("refused");
    }

    /** One answer with ten bytes of the forty that it promises. */
    private static void half(ServerSocket server) {
        try (Socket socket = server.accept()) {
            byte[] head = new byte[1 << 14];
            assertThat(socket.getInputStream().read(head)).isPositive();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"id\":1,\"t"
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> fails() {
        return fails(HttpObjects.Limits.DEFAULT);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> fails(HttpObjects.Limits limits) {
        return assertThatThrownBy(() -> copy(limits)).isInstanceOf(CannotJudgeException.class);
    }

    private long copy(HttpObjects.Limits limits) {
        DvcRemote remote = new DvcRemote("store", "s3://bucket/p", ImmutableMap.copyOf(options));
        try (S3Objects objects = S3Objects.open(S3Location.of(remote), S3Options.of(remote), limits)) {
            return new VerifiedObjects("x.dvc", ImmutableList.of(objects))
                    .copy(EVAL, OptionalLong.of(40), directory.resolve("target"));
        }
    }
}
