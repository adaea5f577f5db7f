package dev.modelgate.ci.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.modelgate.ci.github.GitHubApi;
import dev.modelgate.ci.github.GitHubHost;
import dev.modelgate.ci.gitlab.GitLabPipeline;
import dev.modelgate.ci.testing.Fast;
import dev.modelgate.ci.testing.TableServer;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.CodeHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A code host that sends us to another host: that host hears nothing, least of all a token. */
class RedirectTest {

    private HttpServer server;
    private TableServer elsewhere;
    private String origin;

    @BeforeEach
    void start() throws IOException {
        elsewhere = new TableServer();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        origin = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void takes_no_token_to_another_host(int status) {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", elsewhere.url() + "/repos/acme/tutor?token=s1gned");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        CodeHost gitHub = new GitHubHost(GitHubApi.of(
                Map.of("GITHUB_API_URL", origin, "GITHUB_REPOSITORY", "acme/tutor", "GITHUB_TOKEN", "s3cret"),
                Fast.transport()));
        CodeHost gitLab = new GitLabPipeline(
                        Map.of("CI_API_V4_URL", origin, "CI_MERGE_REQUEST_PROJECT_ID", "7", "GITLAB_TOKEN", "s3cret"),
                        "deploy",
                        Path.of("outputs.env"),
                        Fast.transport())
                .host();

        for (CodeHost host : new CodeHost[] {gitHub, gitLab}) {
            assertRefuses(() -> host.remarks(17));
            assertRefuses(() -> host.mayWrite("dev"));
            assertRefuses(() -> host.labelledAt(17, "deploy"));
            assertRefuses(() -> host.tip("main"));
            assertRefuses(() -> host.comment(17, "text"));
        }
        assertThat(elsewhere.calls).isEmpty();
    }

    private void assertRefuses(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(
                        "which leads from %s to %s, but a redirect is not followed", origin, elsewhere.url())
                .hasMessageNotContainingAny("s3cret", "s1gned");
    }
}
