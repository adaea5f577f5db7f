package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StatCommandTest {

    private final Shell shell = new Shell(Path.of("."));

    @Test
    void computes_from_the_object_on_standard_input() {
        Shell.Result result =
                shell.typing("{\"x\": 81, \"n\": 263, \"conf\": 0.95}").run("stat", "wilson");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("{\"estimate\":0.30798479087452").contains("\"lower\":0.25528851987");
    }

    @Test
    void says_that_no_estimate_exists_with_status_0() {
        Shell.Result result =
                shell.typing("{\"x\": 0, \"n\": 0, \"conf\": 0.95}").run("stat", "wilson");

        assertThat(result.status()).isZero();
        assertThat(result.out()).isEqualTo("{\"undefined\":true}\n");
    }

    @Test
    void invalid_input_is_status_1_with_nothing_on_standard_output() {
        Shell.Result result =
                shell.typing("{\"x\": 3, \"n\": 2, \"conf\": 0.95}").run("stat", "wilson");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("gate: standard input: ");
    }

    @Test
    void lists_the_methods_and_knows_no_other() {
        assertThat(shell.run("stat", "--list").out().lines().count()).isGreaterThanOrEqualTo(26);
        assertThat(shell.run("stat", "guess").status()).isEqualTo(64);
    }
}
