package dev.modelgate.registry.artifact.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.registry.artifact.ArtifactPath;
import dev.modelgate.registry.http.Answer;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.Patience;
import dev.modelgate.registry.http.RawServer;
import dev.modelgate.registry.http.RawServer.Behaviour;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a tracking server does, an answer comes in time, says why, and is never a pass. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MlflowFaultsTest {

    private static final String RUN = MlflowStandIn.RUN;

    @TempDir
    Path folder;

    private MlflowStandIn server;
    private RawServer raw;

    @BeforeEach
    void start() throws IOException {
        server = new MlflowStandIn();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        if (raw != null) {
            raw.close();
        }
    }

    @Test
    void says_that_nothing_answers_when_the_server_is_down() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        MlflowServer down = new MlflowServer(nobody, Credentials.none());

        assertFails(() -> tracker(down).run(RUN), Kind.UNREACHABLE, "found no connection");
        assertFails(() -> tracker(down).setTags(RUN, Map.of("a", "b")), Kind.UNREACHABLE, "found no connection");
    }

    @Test
    void gives_up_a_hanging_read_and_a_hanging_write() throws IOException {
        MlflowRunTracker tracker = tracker(raw((connection, number) -> connection.freeze()));

        assertFails(() -> tracker.run(RUN), Kind.TIMEOUT, "took longer than 600 ms");
        assertFails(() -> tracker.setTags(RUN, Map.of("a", "b")), Kind.TIMEOUT, "took longer than 600 ms");
    }

    @Test
    void does_not_hang_on_a_429_with_a_body_as_the_official_client_would() throws IOException {
        MlflowRunTracker tracker =
                tracker(raw((connection, number) -> connection.answer(429, "", "{\"message\": \"later\"}")));

        assertFails(() -> tracker.run(RUN), Kind.TIMEOUT, "took longer than 600 ms");
    }

    @Test
    void does_not_hang_on_a_429_without_a_body() throws IOException {
        MlflowRunTracker tracker = tracker(raw((connection, number) -> connection.answer(429, "", "")));

        assertFails(() -> tracker.run(RUN), Kind.TIMEOUT, "took longer than 600 ms");
        assertFails(() -> tracker.setTags(RUN, Map.of("a", "b")), Kind.SERVER_ERROR, "answered 429");
    }

    @ParameterizedTest
    @CsvSource({
        "auth: none, UNAUTHORISED, MLFLOW_TRACKING_USERNAME",
        "bad host header, UNAUTHORISED, --allowed-hosts 127.0.0.1",
        "unknown endpoint, NOT_FOUND, answered 404",
        "upload onto directory, SERVER_ERROR, Internal Server Error"
    })
    void says_what_the_servers_refusal_means(String recorded, Kind kind, String words) throws IOException {
        Answer refusal = RecordedMlflow.named(recorded);
        server.fail(request -> Optional.of(refusal));

        assertFails(() -> patient().run(RUN), kind, words);
        assertFails(() -> patient().setTags(RUN, Map.of("a", "b")), kind, words);
        assertFails(() -> artifacts().list(tree(), Optional.empty()), kind, words);
    }

    @Test
    void takes_no_login_page_for_a_run() {
        server.fail(request -> Optional.of(Answer.of(200, "text/html", "<!doctype html><title>Sign in</title>")));

        assertFails(() -> patient().run(RUN), Kind.INTEGRITY, "HTML page", "JSON is required");
        assertFails(() -> patient().setTags(RUN, Map.of("a", "b")), Kind.INTEGRITY, "HTML page");
    }

    @Test
    void takes_no_cut_answer_for_a_run() throws IOException {
        MlflowRunTracker tracker = tracker(raw((connection, number) -> connection.send(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"run\": {")));

        assertFails(() -> tracker.run(RUN), Kind.INTEGRITY, "no usable answer");
    }

    @Test
    void takes_another_run_than_it_asked_for_for_none() {
        server.fail(request -> Optional.of(Answer.json(200, "{\"run\": {\"info\": {\"run_id\": \"other\"}}}")));

        assertFails(() -> patient().run(RUN), Kind.INTEGRITY, "the run is 'other', but '" + RUN + "' was asked for");
    }

    @Test
    void a_status_that_is_not_known_is_not_taken_for_a_finished_run() {
        server.fail(request -> Optional.of(Answer.json(
                200,
                "{\"run\": {\"info\": {\"run_id\": \"%s\", \"status\": \"BRAND_NEW\", \"lifecycle_stage\": \"active\"}}}"
                        .formatted(RUN))));

        assertThat(patient().run(RUN).orElseThrow().isUsable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/etc/passwd",
                "a/../../evil",
                "%2e%2e/evil",
                "..%2fevil",
                "C:\\\\evil",
                "model.onnx/..",
                "a\\u0000b",
                "elsewhere/model.onnx",
                "a#b",
                "a?b"
            })
    void writes_nothing_when_a_listed_name_is_hostile(String name) throws IOException {
        server.fail(request -> request.contains("artifacts/list")
                ? Optional.of(Answer.json(
                        200, "{\"files\": [{\"path\": \"%s\", \"is_dir\": false, \"file_size\": 1}]}".formatted(name)))
                : Optional.empty());
        Path target = Files.createDirectories(folder.resolve("a/b/target"));

        assertFails(() -> artifacts().download(tree(), Optional.empty(), target), Kind.UNSAFE_NAME, "the artifact");
        assertThat(folder).isDirectoryNotContaining("glob:**evil*");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void refuses_the_recorded_name_that_the_server_would_decode_twice() throws IOException {
        try (RecordedMlflow recorded = new RecordedMlflow()) {
            MlflowArtifacts artifacts =
                    new MlflowArtifacts(recorded.address(), Patience.patientTransport(), ArtifactLimits.DEFAULT);
            ArtifactTree tree = ArtifactTree.of(run(), recorded.address());

            Optional<ArtifactPath> folder = Optional.of(new ArtifactPath("model"));

            assertFails(() -> artifacts.list(tree, folder), Kind.UNSAFE_NAME, "'model/100%'");
        }
    }

    @Test
    void notices_that_a_file_changed_between_listing_and_download() throws IOException {
        put("model.onnx", "weights");
        server.fail(request -> {
            if (request.startsWith("GET") && request.endsWith("artifacts/model.onnx")) {
                put("model.onnx", "longer weights");
            }
            return Optional.empty();
        });

        assertFails(this::download, Kind.INTEGRITY, "the answer to GET", "too long");
    }

    @Test
    void notices_that_a_file_shrank_between_listing_and_download() throws IOException {
        put("model.onnx", "weights");
        server.fail(request -> {
            if (request.startsWith("GET") && request.endsWith("artifacts/model.onnx")) {
                put("model.onnx", "short");
            }
            return Optional.empty();
        });

        assertFails(this::download, Kind.INTEGRITY, "has 5 bytes, but 7 were listed");
    }

    @Test
    void notices_that_a_file_was_replaced_by_one_of_the_same_size_while_others_came() throws IOException {
        put("a.onnx", "weights");
        put("b.onnx", "weights");
        AtomicInteger heads = new AtomicInteger();
        server.fail(request -> {
            String etag = "\"" + (request.contains("a.onnx") ? heads.incrementAndGet() : 0) + "\"";
            return request.startsWith("HEAD")
                    ? Optional.of(Answer.of(200, "application/octet-stream", "weights")
                            .with("ETag", etag))
                    : Optional.empty();
        });

        assertFails(this::download, Kind.INTEGRITY, "'a.onnx'", "changed while they were downloaded");
    }

    @Test
    void notices_that_a_file_was_added_meanwhile() throws IOException {
        put("a.onnx", "weights");
        server.fail(request -> {
            if (request.startsWith("GET") && request.endsWith("artifacts/a.onnx")) {
                put("b.onnx", "weights");
            }
            return Optional.empty();
        });

        assertFails(this::download, Kind.INTEGRITY, "changed while they were downloaded");
    }

    @Test
    void ends_when_a_download_stands_still() throws IOException {
        MlflowServer stalling = raw((connection, number) -> {
            if (number == 1) {
                connection.answer(
                        200, "Connection: close\r\n", "{\"files\": [{\"path\": \"m.onnx\", \"file_size\": 100}]}");
            } else if (number == 2) {
                connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\n");
            } else {
                connection
                        .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
                        .stall();
            }
        });
        MlflowArtifacts artifacts = new MlflowArtifacts(stalling, Patience.transport(), ArtifactLimits.DEFAULT);
        ArtifactTree tree = ArtifactTree.of(run(), stalling);

        assertFails(() -> artifacts.download(tree, Optional.empty(), folder), Kind.TIMEOUT, "stood still for 400 ms");
    }

    @Test
    void ends_when_a_listing_never_does() {
        server.fail(request -> request.contains("artifacts/list")
                ? Optional.of(Answer.json(200, "{\"files\": [], \"next_page_token\": \"again\"}"))
                : Optional.empty());

        assertFails(() -> artifacts().list(tree(), Optional.empty()), Kind.INTEGRITY, "never ends");
    }

    @Test
    void takes_no_more_files_than_the_limits_allow() {
        for (int i = 0; i < 6; i++) {
            put("f" + i, "x");
        }
        MlflowArtifacts few =
                new MlflowArtifacts(server.address(), Patience.patientTransport(), new ArtifactLimits(2, 5, 100));

        assertThatThrownBy(() -> few.list(tree(), Optional.empty()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("more than 5 files and folders");
    }

    @Test
    void takes_no_artifacts_that_are_kept_elsewhere() {
        server.fail(request -> Optional.of(Answer.json(
                200,
                "{\"run\": {\"info\": {\"run_id\": \"%s\", \"artifact_uri\": \"s3://key:secret@bucket/1?sig=abc\"}}}"
                        .formatted(RUN))));

        assertThatThrownBy(this::tree)
                .hasMessageContaining("are at 's3://bucket/1'")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("abc");
    }

    private void put(String name, String content) {
        server.artifacts().put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void download() throws IOException {
        artifacts().download(tree(), Optional.empty(), Files.createDirectories(folder.resolve("target")));
    }

    private MlflowServer raw(Behaviour behaviour) throws IOException {
        raw = new RawServer(behaviour);
        return new MlflowServer(URI.create(raw.uri("").toString()), Credentials.none());
    }

    private static MlflowRunTracker tracker(MlflowServer server) {
        return new MlflowRunTracker(server, Patience.transport());
    }

    private MlflowRunTracker patient() {
        return new MlflowRunTracker(server.address(), Patience.patientTransport());
    }

    private MlflowArtifacts artifacts() {
        return new MlflowArtifacts(server.address(), Patience.patientTransport(), ArtifactLimits.DEFAULT);
    }

    private ArtifactTree tree() {
        return ArtifactTree.of(run(), server.address());
    }

    private TrackedRun run() {
        return patient().run(RUN).orElseThrow();
    }

    private static void assertFails(ThrowingCallable call, Kind kind, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RemoteFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContainingAll(words);
    }
}
