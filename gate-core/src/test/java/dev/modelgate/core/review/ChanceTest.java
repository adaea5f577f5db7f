package dev.modelgate.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.evidence.Fraction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is computed alone is what the whole review computes, for every shape of data that a comparison can meet. */
class ChanceTest {

    @Test
    void of_paired_cases_is_that_of_the_review_and_tells_how_often_the_bucket_would_hold() {
        Chance chance = ofBoth(
                Reports.ofCases("cand", "greetings", "0".repeat(5) + Reports.answers(87, 8)),
                Reports.ofCases("base", "greetings", Reports.answers(90, 10)));

        assertThat(chance.falseRefusal().orElseThrow()).isBetween(0.1, 0.5);
        assertThat(chance.flip().orElseThrow()).isCloseTo(0.36, within(0.01)); // 1 - Phi(0.01 / sqrt(8/102/100))
    }

    @Test
    void of_counts_alone_is_that_of_the_review() {
        Chance chance = ofBoth(counted("cand", "a", 90, "b", 80), counted("base", "a", 90, "b", 90));

        assertThat(chance.falseRefusal()).isPresent();
        assertThat(chance.flip().orElseThrow()).isLessThan(0.1);
    }

    @Test
    void names_no_bucket_that_would_flip_where_none_or_several_block() {
        Evidence baseline = counted("base", "a", 90, "b", 90);

        assertThat(ofBoth(counted("cand", "a", 90, "b", 90), baseline).flip()).isEmpty();
        assertThat(ofBoth(counted("cand", "a", 80, "b", 80), baseline).flip()).isEmpty();
        assertThat(ofBoth(counted("cand", "a", 90), baseline).flip()).isEmpty();
    }

    @Test
    void is_unknown_where_nobody_counted() {
        Chance chance = ofBoth(bare("cand", 80), bare("base", 90));

        assertThat(chance.falseRefusal()).isEmpty();
        assertThat(chance.flip()).isEmpty();
    }

    private static Chance ofBoth(Evidence candidate, Evidence baseline) {
        Chance alone = Chance.of(Reports.verdict(candidate, baseline), candidate, baseline);
        Review review = Review.of(Reports.verdict(candidate, baseline), candidate, baseline);

        assertThat(alone).isEqualTo(review.chance());
        return alone;
    }

    private static Evidence bare(String sha, int percent) {
        return Reports.evidence(sha, List.of(Bucket.ofAccuracy("a", Fraction.of(percent, 100))), Optional.empty());
    }

    private static Evidence counted(String sha, Object... namesAndCorrect) {
        List<Bucket> buckets = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndCorrect.length; i += 2) {
            buckets.add(Bucket.ofCounts((String) namesAndCorrect[i], (Integer) namesAndCorrect[i + 1], 100));
        }
        return Reports.evidence(sha, buckets, Optional.empty());
    }
}
