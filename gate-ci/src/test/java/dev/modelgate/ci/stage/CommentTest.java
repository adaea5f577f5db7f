package dev.modelgate.ci.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommentTest {

    private static final Map<String, String> RUN =
            Map.of("GITHUB_SERVER_URL", "https://github.com", "GITHUB_REPOSITORY", "acme/tutor", "GITHUB_RUN_ID", "7");

    @Test
    void says_how_it_ended_and_links_the_run() {
        assertThat(Comment.of(Optional.of(Outcome.passed(Stage.JUDGE, "PASS: all")), RUN))
                .isEqualTo(
                        "### Modelgate: passed\n\nPASS: all\n\n[The run](https://github.com/acme/tutor/actions/runs/7)\n");
        assertThat(Comment.of(Optional.of(Outcome.passed(Stage.PROMOTE, "promoted")), Map.of()))
                .isEqualTo("### Modelgate: promoted\n\npromoted\n");
    }

    @Test
    void a_refusal_names_the_stage_and_that_nothing_was_promoted() {
        assertThat(Comment.of(Optional.of(Outcome.refused(Stage.DATA, "| table |")), Map.of()))
                .isEqualTo("### Modelgate: refused\n\nRefused at stage `data`; nothing was promoted.\n\n| table |\n");
    }

    @Test
    void an_error_or_no_outcome_is_no_verdict() {
        assertThat(Comment.of(Optional.of(new Outcome(Stage.FETCH, Outcome.Kind.ERROR, "gone")), Map.of()))
                .contains("could not judge")
                .contains("no verdict on the model");
        assertThat(Comment.of(Optional.empty(), Map.of())).contains("could not judge");
    }

    @Test
    void a_text_that_no_host_would_take_is_cut_at_a_line_and_says_so() {
        String row = "| `" + "b".repeat(100) + "` | FAIL |\n";
        String comment = Comment.of(Optional.of(Outcome.refused(Stage.JUDGE, row.repeat(2_000))), RUN);

        assertThat(comment.length()).isLessThan(65_536);
        assertThat(comment)
                .contains("| FAIL |\n\nThe rest does not fit a comment; the run has it.")
                .endsWith("actions/runs/7)\n");
    }
}
