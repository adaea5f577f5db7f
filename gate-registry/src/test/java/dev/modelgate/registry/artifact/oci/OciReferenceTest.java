package dev.modelgate.registry.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.http.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OciReferenceTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "oci:localhost/m:v1, http://localhost, m",
        "oci:127.0.0.1:5000/team/m, http://127.0.0.1:5000, team/m",
        "oci:registry.example.org/team/m:v1, https://registry.example.org, team/m",
        "oci:registry.example.org:8443/m, https://registry.example.org:8443, m"
    })
    void only_the_loopback_is_spoken_to_without_tls(String text, String base, String repository) {
        OciReference reference = OciReference.parse(text);

        assertThat(reference.base()).hasToString(base);
        assertThat(reference.repository()).isEqualTo(repository);
        assertThat(reference).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci:library/model:v1",
                "oci:model",
                "registry.example.org/m",
                "oci:registry.example.org/M",
                "oci:registry.example.org/../m",
                "oci:registry.example.org/m:a/b",
                "oci:registry.example.org/m@sha256:zz",
                "oci:u:p@registry.example.org/m"
            })
    void what_is_no_reference_is_an_error(String text) {
        assertThatThrownBy(() -> OciReference.parse(text)).isInstanceOf(CannotJudgeException.class);
    }

    @Test
    void the_login_is_the_environments_else_dockers_for_that_very_host() throws IOException {
        Files.writeString(
                home.resolve("config.json"), "{\"auths\": {\"registry.example.org\": {\"auth\": \"dTpwOnc=\"}}}");
        Map<String, String> docker = Map.of("DOCKER_CONFIG", home.toString());

        assertThat(OciCredentials.of("registry.example.org", docker)).isEqualTo(Credentials.basic("u", "p:w"));
        assertThat(OciCredentials.of("other.example.org", docker)).isEqualTo(Credentials.none());
        assertThat(OciCredentials.of(
                        "registry.example.org", Map.of("DOCKER_CONFIG", home.toString(), "GATE_OCI_TOKEN", "token")))
                .isEqualTo(Credentials.bearer("token"));
    }

    @Test
    void half_a_login_and_a_broken_one_are_errors_that_repeat_no_secret() throws IOException {
        Files.writeString(home.resolve("config.json"), "{\"auths\": {\"a.example.org\": {\"auth\": \"c2VjcmV0\"}}}");

        assertThatThrownBy(() -> OciCredentials.of("a.example.org", Map.of("DOCKER_CONFIG", home.toString())))
                .hasMessageContaining("not base64 of user:password")
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> OciCredentials.of("a.example.org", Map.of("GATE_OCI_PASSWORD", "secret")))
                .hasMessageContaining("only one of")
                .hasMessageNotContaining("'secret'");
    }
}
