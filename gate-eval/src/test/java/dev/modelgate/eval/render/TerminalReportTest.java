package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalReportTest {

    @Test
    void shows_the_worst_first_one_line_a_bucket() {
        assertThat(TerminalReport.of(Reviews.refused(), Screen.PLAIN)).isEqualTo("""
                REFUSED  2 of 3 buckets do not hold: 'gone', 'falls'.

                        bucket   n before after change      interval lost won unseen
                MISSING gone         50.0     -      -
                FAIL    falls  100   90.0  80.0 -10.00 [-16.0, -6.1]   10   0    9.1
                PASS    stays  200   95.0  95.0   0.00  [-1.3, +1.3]    0   0    3.9
                NEW     added           -  75.0      -

                Changes in points, with 90 % intervals. A drop smaller than 'unseen' would be
                noticed in fewer than 80 % of runs.

                By chance alone, the point rule would refuse up to 13 % of candidates that are
                exactly as good.
                """);
    }

    @Test
    void leaves_out_what_can_best_be_spared_where_the_screen_is_narrow() {
        String narrow = TerminalReport.of(Reviews.refused(), new Screen(44, false));

        assertThat(narrow).contains("bucket").contains("change").doesNotContain("unseen    ");
        assertThat(narrow.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 44);
    }

    @Test
    void shortens_a_long_name_in_its_middle() {
        String report = TerminalReport.of(Reviews.wide(2), Screen.PLAIN);

        assertThat(report.lines().filter(line -> line.startsWith("FAIL"))).allMatch(line -> line.length() <= 80);
        assertThat(report).contains("…").contains("00001");
    }

    @Test
    void colours_nothing_in_a_pipe_and_the_word_of_the_decision_on_a_terminal() {
        Screen terminal = Screen.of(Map.of("COLUMNS", "120"), true);

        assertThat(TerminalReport.of(Reviews.refused(), Screen.PLAIN)).doesNotContain("\u001b");
        assertThat(TerminalReport.of(Reviews.refused(), terminal)).startsWith("\u001b[1;31mREFUSED\u001b[0m");
        assertThat(TerminalReport.of(Reviews.passed(), terminal)).startsWith("\u001b[32mPASS\u001b[0m");
    }

    @Test
    void a_name_cannot_move_the_cursor() {
        assertThat(TerminalReport.of(Reviews.refused(Reviews.HOSTILE), new Screen(400, false)))
                .doesNotContain("\u001b")
                .doesNotContain("\u202e")
                .contains("\\u001b[31m");
    }

    @Test
    void says_why_where_nothing_was_compared() {
        assertThat(TerminalReport.of(Reviews.mismatched(), Screen.PLAIN))
                .startsWith("REFUSED  The candidate's eval_set_sha256 is 'bb', but the baseline's is 'aa';")
                .contains("EVAL_SET_MISMATCH");
    }
}
