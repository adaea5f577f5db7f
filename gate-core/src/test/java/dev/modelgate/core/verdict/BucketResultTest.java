package dev.modelgate.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.policy.Tolerance;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketResultTest {

    @Test
    void holds_exactly_at_the_floor_where_binary_floating_point_would_not() {
        assertThat(judge("0.95", "0.93").holds()).isTrue();
        assertThat(judge("0.05", "0.03").holds()).isTrue();
    }

    @Test
    void fails_and_names_the_bucket_and_both_numbers_when_one_digit_below_the_floor() {
        BucketResult result = judge("0.95", "0.9299999999");

        assertThat(result.holds()).isFalse();
        assertThat(result.explanation())
                .startsWith("bucket 'tense.past' is at 0.9299999999, but at least 0.93 is required");
    }

    @Test
    void judges_counts_as_the_exact_fraction() {
        Bucket baseline = Bucket.ofCounts("b", 285, 300);

        assertThat(BucketResult.judge(baseline, Optional.of(Bucket.ofCounts("b", 279, 300)), Tolerance.DEFAULT))
                .isInstanceOf(BucketResult.Pass.class);
        assertThat(BucketResult.judge(baseline, Optional.of(Bucket.ofCounts("b", 278, 300)), Tolerance.DEFAULT))
                .isInstanceOf(BucketResult.Fail.class);
    }

    @Test
    void rounds_a_fraction_so_that_the_text_does_not_contradict_the_verdict() {
        BucketResult result = BucketResult.judge(
                Reports.bucket("b", "0.35335"), Optional.of(Bucket.ofCounts("b", 1, 3)), Tolerance.DEFAULT);

        assertThat(result.explanation()).contains("is at 0.3333 (1/3), but at least 0.33335 is required");
    }

    @Test
    void a_bucket_that_was_not_measured_does_not_hold() {
        BucketResult result = BucketResult.judge(Reports.bucket("hard", "0.5"), Optional.empty(), Tolerance.parse("1"));

        assertThat(result.holds()).isFalse();
        assertThat(result.explanation()).contains("bucket 'hard' is missing from the candidate");
    }

    private static BucketResult judge(String baseline, String candidate) {
        return BucketResult.judge(
                Reports.bucket("tense.past", baseline),
                Optional.of(Reports.bucket("tense.past", candidate)),
                Tolerance.DEFAULT);
    }
}
