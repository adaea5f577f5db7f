package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void is_as_wide_as_the_environment_says() {
        assertThat(Screen.of(Map.of("COLUMNS", "132"), true).width()).isEqualTo(132);
    }

    @Test
    void is_eighty_wide_where_nobody_says_or_what_is_said_is_no_number() {
        assertThat(Screen.of(Map.of(), true).width()).isEqualTo(80);
        assertThat(Screen.of(Map.of("COLUMNS", "wide"), true).width()).isEqualTo(80);
    }

    @Test
    void is_never_too_narrow_to_print_on() {
        assertThat(Screen.of(Map.of("COLUMNS", "3"), true).width()).isEqualTo(40);
    }

    @Test
    void has_colours_only_where_a_person_watches_and_wants_them() {
        assertThat(Screen.of(Map.of(), true).colour()).isTrue();
        assertThat(Screen.of(Map.of("NO_COLOR", ""), true).colour()).isTrue();
        assertThat(Screen.of(Map.of("NO_COLOR", "1"), true).colour()).isFalse();
        assertThat(Screen.of(Map.of("TERM", "dumb"), true).colour()).isFalse();
        assertThat(Screen.of(Map.of(), false).colour()).isFalse();
    }
}
