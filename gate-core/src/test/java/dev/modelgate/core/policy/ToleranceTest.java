package dev.modelgate.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToleranceTest {

    @ParameterizedTest
    @CsvSource({
        "0.02, 0.02",
        "2pp, 0.02",
        "2%, 0.02",
        "2.5 pp, 0.025",
        "0, 0",
        "1, 1",
        "100%, 1",
        ".5, 0.5",
        "2e-2, 0.02",
        "0.020, 0.02"
    })
    void reads_fractions_points_and_percent(String text, String points) {
        assertThat(Tolerance.parse(text)).hasToString(points);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.01", "101%", "-1pp", "1e3"})
    void refuses_what_lies_outside_0_and_1(String text) {
        assertThatThrownBy(() -> Tolerance.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must lie in [0, 1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two", "NaN", "Infinity", "0,02", "2 points", "0x1p-2", "1e-999999999"})
    void refuses_what_is_no_number(String text) {
        assertThatThrownBy(() -> Tolerance.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a number is required");
    }
}
