package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.eval.run.Progress.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingLineTest {

    @Test
    void tells_the_accuracy_and_the_worst_bucket_so_far() {
        Standing standing = new Standing(40, 100, 30, 0, Optional.of(Bucket.ofCounts("tense.past", 1, 8)));

        assertThat(StandingLine.of(standing)).isEqualTo("75.0 % right, worst tense.past 12.5");
    }

    @Test
    void counts_what_got_no_answer_apart_from_what_is_wrong() {
        assertThat(StandingLine.of(new Standing(40, 100, 30, 10, Optional.empty())))
                .isEqualTo("100.0 % right, 10 without answer");
    }

    @Test
    void claims_no_accuracy_where_nothing_was_answered() {
        assertThat(StandingLine.of(new Standing(3, 100, 0, 3, Optional.empty())))
                .isEqualTo("3 without answer");
    }

    @Test
    void a_name_cannot_move_the_cursor() {
        Standing standing = new Standing(1, 2, 0, 0, Optional.of(Bucket.ofCounts(Reviews.HOSTILE, 0, 1)));

        assertThat(StandingLine.of(standing)).doesNotContain("\u001b").doesNotContain("\n");
    }
}
