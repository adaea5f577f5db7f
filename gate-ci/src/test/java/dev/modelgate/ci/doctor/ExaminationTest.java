package dev.modelgate.ci.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.doctor.Finding.State;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonString;
import org.junit.jupiter.api.Test;

class ExaminationTest {

    private static final Finding GOOD = Finding.ok("a", "found");
    private static final Finding BAD = Finding.ng("b", "do \u001b[31m this");
    private static final Finding UNSEEN = Finding.unknown("c", "no answer");

    @Test
    void what_does_not_hold_weighs_more_than_what_was_not_seen_and_nothing_seen_is_not_good() {
        assertThat(of(GOOD).state()).isEqualTo(State.OK);
        assertThat(of(GOOD, UNSEEN).state()).isEqualTo(State.UNKNOWN);
        assertThat(of(GOOD, UNSEEN, BAD).state()).isEqualTo(State.NG);
        assertThat(of().state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void a_look_that_fails_is_a_finding() {
        assertThat(Examination.look("c", () -> {
                    throw new CannotJudgeException("no answer");
                }))
                .containsExactly(UNSEEN);
    }

    @Test
    void text_and_json_say_the_same_and_the_terminal_is_safe() {
        assertThat(of(GOOD, BAD).text(80)).isEqualTo("""
                        OK      a
                                found
                        NG      b
                                do \\u001b[31m this
                        1 hold, 1 do not, 0 could not be looked at
                        """);
        assertThat(of(GOOD).json().member("schema")).contains(JsonString.of("ci-doctor/1"));
        assertThat(of(GOOD).json().member("system")).contains(JsonString.of("github"));
        assertThat(of(GOOD).json().member("state")).contains(JsonString.of("OK"));
    }

    @Test
    void no_line_is_wider_than_the_screen_and_what_follows_a_state_hangs_below_it() {
        Finding wide = Finding.ng("what should hold, in many words", "what was found, and what is to be done about it");

        assertThat(of(wide).text(40)).isEqualTo("""
                        NG      what should hold, in many words
                                what was found, and what is to
                                be done about it
                        0 hold, 1 do not, 0 could not be looked
                        at
                        """);
    }

    private static Examination of(Finding... findings) {
        return new Examination("github", ImmutableList.copyOf(findings));
    }
}
