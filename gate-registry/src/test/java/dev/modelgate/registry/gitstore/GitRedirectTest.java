package dev.modelgate.registry.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.registry.http.RawServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A git server that sends us to another host: that host hears nothing, least of all a login. */
class GitRedirectTest {

    @TempDir
    Path folder;

    private RawServer elsewhere;

    @BeforeEach
    void start() throws IOException {
        elsewhere = new RawServer(
                (connection, number) -> connection.answer(401, "WWW-Authenticate: Basic realm=\"git\"\r\n", ""));
    }

    @AfterEach
    void stop() throws IOException {
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void takes_no_login_to_another_host(int status) throws IOException {
        try (RawServer server = new RawServer((connection, number) -> connection.answer(
                status, "Location: %s\r\n".formatted(elsewhere.uri("/r.git/info/refs?service=git-upload-pack")), ""))) {
            GitRegistryStore store = new GitRegistryStore(
                    GitAddress.of("git+" + server.uri("/r.git")),
                    Map.of(
                            "XDG_CACHE_HOME", folder.toString(),
                            "GATE_REGISTRY_USER", "gate",
                            "GATE_REGISTRY_PASSWORD", "s3cret"),
                    notice -> {});

            assertThatThrownBy(() -> store.read(reader -> reader.lastEvent()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(server.uri("").toString())
                    .hasMessageContaining("redirect")
                    .hasMessageNotContaining("s3cret");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void shows_the_login_to_its_own_server_alone() throws Exception {
        Access.Login login = new Access.Login(new URIish("https://host/r.git"), "gate", "s3cret");

        assertThat(shows(login, "https://host/r.git")).isTrue();
        assertThat(shows(login, "https://host/other.git")).isTrue();
        assertThat(shows(login, "http://host/r.git")).isFalse();
        assertThat(shows(login, "https://host:8443/r.git")).isFalse();
        assertThat(shows(login, "https://elsewhere/r.git")).isFalse();
    }

    private static boolean shows(Access.Login login, String uri) throws Exception {
        CredentialItem.Password password = new CredentialItem.Password();
        boolean given = login.get(new URIish(uri), new CredentialItem.Username(), password);
        assertThat(given).isEqualTo(password.getValue() != null);
        return given;
    }
}
