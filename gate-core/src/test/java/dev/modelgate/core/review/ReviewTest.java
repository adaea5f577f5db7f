package dev.modelgate.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.decision.BucketEvidence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewTest {

    /** Five lost, two won, of a hundred: the worked line of section 10 of the statistics. */
    private final Evidence baseline = Reports.ofCases("base", "greetings", Reports.answers(90, 10));

    private final Evidence candidate = Reports.ofCases("cand", "greetings", "0".repeat(5) + Reports.answers(87, 8));

    @Test
    void pairs_the_cases_and_gives_the_interval_that_agrees_with_the_tests() {
        BucketReview bucket = review().buckets().get(0);
        Interval interval = bucket.interval().orElseThrow();

        assertThat(bucket.lost()).hasValue(5);
        assertThat(bucket.won()).hasValue(2);
        assertThat(bucket.row().delta()).contains(Fraction.of(-3, 100));
        assertThat(interval.lower()).isCloseTo(-0.0823, within(5e-5));
        assertThat(interval.upper()).isCloseTo(0.0161, within(5e-5));
        assertThat(bucket.evidence().map(BucketEvidence::pHarm).orElseThrow().orElseThrow())
                .isCloseTo(0.145, within(5e-4));
        assertThat(bucket.detectable().orElseThrow()).isBetween(0.05, 0.15);
        assertThat(bucket.casesNeeded().orElseThrow()).isGreaterThan(1000);
    }

    @Test
    void counts_the_answers_that_are_left_above_the_floor_or_missing_to_it() {
        Evidence before = buckets("base", "holds", 90, "fell", 90);
        Evidence after = buckets("cand", "holds", 89, "fell", 85);
        Review review = Review.of(Reports.verdict(after, before), after, before);

        assertThat(review.bucket("holds").orElseThrow().spare()).hasValue(1);
        assertThat(review.bucket("fell").orElseThrow().spare()).hasValue(-3);
        assertThat(Review.of(Reports.verdict(after, before)).buckets().get(0).spare())
                .isEmpty();
    }

    @Test
    void tells_how_often_chance_would_refuse() {
        assertThat(review().falseRefusal().orElseThrow()).isBetween(0.1, 0.5);
    }

    @Test
    void keeps_every_pair_by_what_became_of_it() {
        Review review = review();

        assertThat(review.pairs(CasePair.Outcome.LOST)).hasSize(5);
        assertThat(review.pairs(CasePair.Outcome.WON)).hasSize(2);
        assertThat(review.pairs(CasePair.Outcome.BOTH_WRONG)).hasSize(8);
        assertThat(review.pairs(CasePair.Outcome.BOTH_RIGHT)).hasSize(85);
    }

    @Test
    void refuses_reports_that_the_verdict_does_not_name() {
        Evidence other = Reports.ofCases("other", "greetings", Reports.answers(90, 10));

        assertThatThrownBy(() -> Review.of(Reports.verdict(candidate, baseline), other, baseline))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("the candidate has the SHA-256 other, but the verdict was made from cand; name the file"
                        + " that was judged");
        assertThatThrownBy(() -> Review.of(Reports.verdict(candidate, baseline), candidate, other))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("the baseline has the SHA-256 other");
    }

    @Test
    void refuses_other_cases_beside_the_same_report() {
        Evidence swapped = new Evidence(candidate.report(), candidate.sha256(), Optional.of("other"));

        assertThatThrownBy(() -> Review.of(Reports.verdict(candidate, baseline), swapped, baseline))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("the case file of the candidate has the SHA-256 other");
    }

    @Test
    void shows_what_blocks_first_and_the_largest_drop_first_among_equals() {
        Evidence before = buckets("base", "holds", 90, "fell", 90, "gone", 90, "sank", 90);
        Evidence after = buckets("cand", "holds", 90, "fell", 85, "sank", 70, "added", 10);
        Review review = Review.of(Reports.verdict(after, before), after, before);

        assertThat(Reports.names(review.worstFirst())).isEqualTo("gone sank fell holds added");
        assertThat(Reports.names(review.buckets())).isEqualTo("holds fell gone sank added");
    }

    @Test
    void knows_the_rows_alone_where_the_reports_are_not_at_hand() {
        Review review = Review.of(Reports.verdict(candidate, baseline));

        assertThat(review.hasEvidence()).isFalse();
        assertThat(review.buckets().get(0).evidence()).isEmpty();
        assertThat(review.buckets().get(0).lost()).isEmpty();
        assertThat(review.falseRefusal()).isEmpty();
    }

    private Review review() {
        return Review.of(Reports.verdict(candidate, baseline), candidate, baseline);
    }

    private static Evidence buckets(String sha, Object... namesAndCorrect) {
        List<Bucket> buckets = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndCorrect.length; i += 2) {
            buckets.add(Bucket.ofCounts((String) namesAndCorrect[i], (Integer) namesAndCorrect[i + 1], 100));
        }
        return Reports.evidence(sha, buckets, Optional.empty());
    }
}
