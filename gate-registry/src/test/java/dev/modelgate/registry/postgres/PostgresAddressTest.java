package dev.modelgate.registry.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {

    @Test
    void the_schema_is_the_current_schema_of_the_uri_or_the_default() {
        assertThat(PostgresAddress.of("jdbc:postgresql://h/db?currentSchema=tutor_v2&sslmode=require")
                        .schema())
                .isEqualTo("tutor_v2");
        assertThat(PostgresAddress.of("jdbc:postgresql:db").schema()).isEqualTo("modelgate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/db?user=ann&password=hunter2",
                "jdbc:postgresql://h/db?PASSWORD=hunter2",
                "jdbc:postgresql://h/db?sslpassword=hunter2",
                "jdbc:postgresql://ann:hunter2@h/db"
            })
    void credentials_in_a_uri_are_refused_and_not_repeated(String uri) {
        assertThatThrownBy(() -> PostgresAddress.of(uri))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("credentials come from the environment only; set GATE_REGISTRY_USER")
                .message()
                .doesNotContain("hunter2", "ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "Public", "1a", "pg_catalog", "a%22b", "a-b"})
    void a_schema_that_is_no_plain_name_is_refused(String schema) {
        assertThatThrownBy(() -> PostgresAddress.of("jdbc:postgresql:db?currentSchema=" + schema))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("change currentSchema");
    }
}
