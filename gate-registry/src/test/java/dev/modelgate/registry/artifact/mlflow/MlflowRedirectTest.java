package dev.modelgate.registry.artifact.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.port.RunSearch;
import dev.modelgate.registry.artifact.ArtifactPath;
import dev.modelgate.registry.http.Answer;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.Patience;
import dev.modelgate.registry.http.RawServer;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tracking server that sends us to another host: that host hears nothing, least of all a login. */
class MlflowRedirectTest {

    private static final List<Credentials> LOGINS =
            List.of(Credentials.basic("gate", "s3cret"), Credentials.bearer("s3cret"), Credentials.none());

    @TempDir
    Path folder;

    private MlflowStandIn server;
    private RawServer elsewhere;

    @BeforeEach
    void start() throws IOException {
        server = new MlflowStandIn();
        elsewhere = new RawServer((connection, number) ->
                connection.answer(200, "Content-Type: application/json\r\n", "{\"run\": {}, \"files\": []}"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        elsewhere.close();
    }

    static Stream<Arguments> redirects() {
        return Stream.of(301, 302, 303, 307, 308)
                .flatMap(status -> LOGINS.stream().map(login -> Arguments.of(status, login)));
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void takes_no_login_to_another_host_in_any_call(int status, Credentials login) throws IOException {
        TrackedRun run = tracker(login).run(MlflowStandIn.RUN).orElseThrow();
        MlflowServer address = new MlflowServer(URI.create(server.uri()), login);
        ArtifactTree tree = ArtifactTree.of(run, address);
        MlflowArtifacts artifacts = new MlflowArtifacts(address, Patience.patientTransport(), ArtifactLimits.DEFAULT);
        Path file = Files.writeString(folder.resolve("file"), "content");
        server.fail(request -> Optional.of(Answer.of(status, "text/html", "moved")
                .with(
                        "Location",
                        elsewhere
                                .uri("/api/2.0/mlflow/runs/get?run_id=1&token=s1gned")
                                .toString())));

        assertRefuses(status, () -> tracker(login).run(MlflowStandIn.RUN));
        assertRefuses(status, () -> tracker(login).search(new RunSearch(ImmutableList.of("1"), "", 10)));
        assertRefuses(status, () -> tracker(login).setTags(MlflowStandIn.RUN, Map.of("a", "b")));
        assertRefuses(status, () -> tracker(login).setTags(MlflowStandIn.RUN, Map.of("a", "b", "c", "d")));
        assertRefuses(status, () -> tracker(login).deleteTags(MlflowStandIn.RUN, Set.of("a")));
        assertRefuses(status, () -> artifacts.list(tree, Optional.empty()));
        assertRefuses(status, () -> artifacts.download(tree, Optional.empty(), folder.resolve("down")));
        assertRefuses(status, () -> artifacts.treeOfModel("m-0123456789abcdef0123456789abcdef"));
        assertRefuses(status, () -> artifacts.upload(run, new ArtifactPath("a"), file));
        assertRefuses(status, () -> artifacts.takeIfThere(tree, new ArtifactPath("a"), folder.resolve("small"), 100));
        assertThat(elsewhere.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "", "//", "http://[", "ftp://host/"})
    void takes_no_redirect_for_an_answer_wherever_it_leads(String location) {
        server.fail(request -> Optional.of(Answer.json(302, "{\"run\": {}}").with("Location", location)));

        assertThatThrownBy(() -> tracker(Credentials.none()).run(MlflowStandIn.RUN))
                .hasMessageContaining("a redirect is not followed");
    }

    private MlflowRunTracker tracker(Credentials login) {
        return new MlflowRunTracker(new MlflowServer(URI.create(server.uri()), login), Patience.patientTransport());
    }

    private void assertRefuses(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RemoteFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.REJECTED))
                .hasMessageContainingAll(
                        "answered " + status, "leads from " + server.uri() + " to " + elsewhere.uri(""))
                .hasMessageNotContainingAny("s3cret", "s1gned");
    }
}
