package dev.modelgate.registry.artifact.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.registry.artifact.ArtifactPath;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.DigestSink;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers that do not let us in, or die while we are there. */
@Tag("real")
class MlflowDoorRealTest {

    @TempDir
    Path folder;

    @Test
    void says_what_to_start_the_server_with_when_it_does_not_know_its_own_name() throws Exception {
        try (RealMlflow mlflow = RealMlflow.start(folder.resolve("mlflow"), "foreign-host")) {
            MlflowRunTracker tracker = new MlflowRunTracker(mlflow.address(), RealMlflow.transport());

            assertFails(() -> tracker.run("0".repeat(32)), Kind.UNAUTHORISED, "403", "--allowed-hosts 127.0.0.1");
        }
    }

    @Test
    void lets_in_with_the_password_alone_and_dies_in_the_middle_of_a_download() throws Exception {
        try (RealMlflow mlflow = RealMlflow.start(folder.resolve("mlflow"), "basic-auth")) {
            String password = mlflow.server().password();
            MlflowServer known = mlflow.address(Credentials.basic("admin", password));
            String run = RealMlflow.newRun(known);

            assertNotLetIn(mlflow.address(), run);
            assertNotLetIn(mlflow.address(Credentials.basic("admin", "wrong-" + password)), run);
            new MlflowRunTracker(known, RealMlflow.transport()).setTags(run, ImmutableMap.of("a", "b"));
            assertThat(tracked(known, run).tag("a")).contains("b");

            dies_in_the_middle_of_a_download(mlflow, known, tracked(known, run));
        }
    }

    private void dies_in_the_middle_of_a_download(RealMlflow mlflow, MlflowServer known, TrackedRun run)
            throws IOException {
        Path big = Files.write(folder.resolve("big"), new byte[64 << 20]);
        new MlflowArtifacts(known, RealMlflow.transport(), ArtifactLimits.DEFAULT)
                .upload(run, new ArtifactPath("big"), big);
        DigestSink killing = new DigestSink() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                if (size() == 0) {
                    mlflow.server().kill();
                }
                super.write(bytes);
            }
        };
        String at = ArtifactTree.of(run, known).at(new ArtifactPath("big"));

        assertFails(
                () -> new MlflowRest(known, RealMlflow.transport()).download(at, Files.size(big), killing),
                Kind.UNREACHABLE,
                "found no connection");
        assertThat(killing.sha256()).isEmpty();
    }

    private static void assertNotLetIn(MlflowServer stranger, String run) {
        assertFails(() -> tracked(stranger, run), Kind.UNAUTHORISED, "401", "MLFLOW_TRACKING_USERNAME");
        assertFails(
                () -> new MlflowRunTracker(stranger, RealMlflow.transport()).setTags(run, ImmutableMap.of("a", "b")),
                Kind.UNAUTHORISED,
                "401");
    }

    private static TrackedRun tracked(MlflowServer server, String run) {
        return new MlflowRunTracker(server, RealMlflow.transport()).run(run).orElseThrow();
    }

    private static void assertFails(ThrowingCallable call, Kind kind, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RemoteFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContainingAll(words);
    }
}
