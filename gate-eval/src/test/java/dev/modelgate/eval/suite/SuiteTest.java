package dev.modelgate.eval.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.eval.config.GateYaml;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteTest {

    @Test
    void keeps_the_order_and_asks_for_everything_where_one_success_is_too_many() {
        ImmutableList<Suite> suites = read("""
                  z: {kind: injection, eval_set: a.jsonl}
                  a: {kind: exam, eval_set: b.jsonl}
                  m: {kind: exam, eval_set: b.jsonl, at_least: 0.9}
                """);

        assertThat(suites).extracting(Suite::name).containsExactly("z", "a", "m");
        assertThat(suites.get(0).atLeast()).contains(Fraction.ONE);
        assertThat(suites.get(1).atLeast()).isEmpty();
        assertThat(suites.get(2).atLeast()).contains(Fraction.of(9, 10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x: {kind: exma} | is 'exma', but one of exam, injection, files, round-trip, smoke, latency, cost is required",
                "x: {kind: exam, eval_sett: a} | 'eval_sett' is not understood",
                "x: {eval_set: a} | has no 'kind'",
                "'../x': {kind: exam} | is '../x', but a name of letters, digits and ._- ",
                "x: 3 | is a number, but an object is required"
            })
    void what_is_wrong_is_told_with_its_place(String yaml, String message) {
        assertThatThrownBy(() -> read("  " + yaml + "\n"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_share_above_one_is_an_error() {
        Suite suite = read("  x: {kind: exam, eval_set: a, at_least: 1.5}\n").get(0);

        assertThatThrownBy(suite::atLeast).hasMessageContaining("is '1.5', but a share above 0 and at most 1");
    }

    static ImmutableList<Suite> read(String yaml) {
        String whole = "version: 1\nwiring:\n  suites:\n" + yaml.indent(2);
        return Suite.all(Optional.of(GateYaml.read(whole.getBytes(StandardCharsets.UTF_8), "gate.yaml")
                .wiring()
                .suites()
                .orElseThrow()));
    }
}
