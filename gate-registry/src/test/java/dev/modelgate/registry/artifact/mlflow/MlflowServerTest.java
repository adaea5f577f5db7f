package dev.modelgate.registry.artifact.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.http.Credentials;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowServerTest {

    private static final String ADDRESS = "MLFLOW_TRACKING_URI";

    @Test
    void takes_user_and_password_before_a_token_and_before_those_in_the_address() {
        MlflowServer server = MlflowServer.of(Map.of(
                ADDRESS,
                "https://u:p@mlflow.example.org/base/",
                "MLFLOW_TRACKING_USERNAME",
                "me",
                "MLFLOW_TRACKING_PASSWORD",
                "secret",
                "MLFLOW_TRACKING_TOKEN",
                "token"));

        assertThat(server.base()).hasToString("https://mlflow.example.org/base");
        assertThat(server.credentials()).isEqualTo(Credentials.basic("me", "secret"));
        assertThat(server.toString()).doesNotContain("secret");
    }

    @Test
    void takes_the_login_in_the_address_and_keeps_it_out_of_what_is_shown() {
        MlflowServer server = MlflowServer.of(Map.of(ADDRESS, "http://u:pw@localhost:5000"));

        assertThat(server.credentials()).isEqualTo(Credentials.basic("u", "pw"));
        assertThat(server.shown()).isEqualTo("http://localhost:5000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "sqlite:///x:secret", "http://", "http://u:secret@host/?q=secret", "http://a b:secret"})
    void an_address_that_cannot_be_used_is_an_error_that_repeats_no_password(String address) {
        assertThatThrownBy(() -> MlflowServer.of(Map.of(ADDRESS, address)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(ADDRESS)
                .hasMessageNotContaining("secret");
    }

    @Test
    void half_a_login_is_an_error() {
        assertThatThrownBy(() -> MlflowServer.of(Map.of(ADDRESS, "http://localhost", "MLFLOW_TRACKING_USERNAME", "me")))
                .hasMessageContaining("only one of MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
    }
}
