package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkdownCommentTest {

    @Test
    void shows_what_blocks_and_folds_the_rest() {
        String comment = MarkdownComment.of(Reviews.refused());

        assertThat(comment).startsWith("## Model gate: REFUSED\n\n2 of 3 buckets do not hold");
        assertThat(comment)
                .contains("| FAIL | `falls` | 100 | 90.00 | 80.00 | -10.00 | \\[-16.0, -6.1\\] | 10 | 0 | 9.1 |")
                .contains("| MISSING | `gone` |  | 50.00 | not measured | not measured |")
                .contains("<details><summary>2 other buckets</summary>")
                .contains("<details><summary>10 lost cases</summary>");
    }

    @Test
    void fits_a_comment_however_many_buckets_fail_and_says_what_it_left_out() {
        String comment = MarkdownComment.of(Reviews.wide(5_000));

        assertThat(comment.getBytes(StandardCharsets.UTF_8).length).isBetween(60_000, 65_536);
        assertThat(comment).containsPattern("\n[\\d,]+ more do not fit a comment; see the HTML report\\.\n");
        assertThat(comment).endsWith("</sub>\n");
    }

    @Test
    void no_name_leaves_its_cell() {
        String comment = MarkdownComment.of(Reviews.refused(Reviews.HOSTILE));

        assertThat(comment.lines().filter(line -> line.contains("FAIL"))).hasSize(1);
        assertThat(comment.replaceAll("(`+)(?!`).*?[^`]\\1(?!`)", ""))
                .doesNotContain("<img")
                .doesNotContain("@all");
    }

    @Test
    void a_pass_claims_no_more_than_was_shown() {
        assertThat(MarkdownComment.of(Reviews.passed()))
                .startsWith("## Model gate: PASS\n\n1 bucket holds&#58; none is more than 2 points below the baseline.")
                .doesNotContainIgnoringCase("no regression");
    }
}
