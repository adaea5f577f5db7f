package dev.modelgate.eval.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTest {

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.0001, 1.0001})
    void is_an_error_when_a_graded_score_is_not_within_zero_and_one(double value) {
        assertThatThrownBy(() -> Score.graded(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a score is %s, but it must lie in [0, 1]".formatted(value));
    }

    @Test
    void rounds_a_graded_score_and_leaves_open_whether_it_passed() {
        assertThat(Score.graded(2.0 / 3)).isEqualTo(new Score(new BigDecimal("0.666667"), Optional.empty()));
    }

    @Test
    void passes_at_the_threshold_itself_and_fails_below() {
        BigDecimal threshold = new BigDecimal("0.8");

        assertThat(Score.graded(0.8, threshold).passed()).contains(true);
        assertThat(Score.graded(0.799999, threshold).passed()).contains(false);
    }

    @Test
    void is_an_error_when_a_decimal_is_outside_or_too_fine() {
        assertThatThrownBy(() -> new Score(new BigDecimal("1.1"), Optional.empty()))
                .hasMessage("a score is 1.1, but it must lie in [0, 1]");
        assertThatThrownBy(() -> new Score(new BigDecimal("0.0000001"), Optional.empty()))
                .hasMessage("a score is 0.0000001, but it has at most 6 decimals; round it first");
    }
}
