package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A pass by all cases together: what was not shown of a single bucket is said, and not counted as holding. */
class UnprovenTest {

    @Test
    void a_bucket_that_is_not_proven_is_named_and_counted() {
        Verdict verdict = passed("holds", BucketStatus.PASS, "open", BucketStatus.INCONCLUSIVE);

        assertThat(Prose.headline(Review.of(verdict)))
                .isEqualTo("1 of 2 buckets is shown not worse by more than 2 points; not proven: 'open'.");
        assertThat(Summary.of(verdict))
                .isEqualTo("PASS: 1 of 2 buckets hold within 0.02 of the baseline, 1 not proven");
    }

    @Test
    void a_bucket_without_data_is_not_proven_either() {
        Verdict verdict = passed("empty", BucketStatus.NO_DATA, "open", BucketStatus.INCONCLUSIVE);

        assertThat(Prose.headline(Review.of(verdict))).endsWith("not proven: 'empty', 'open'.");
        assertThat(Summary.of(verdict)).contains("0 of 2 buckets hold").endsWith(", 2 not proven");
    }

    private static Verdict passed(String one, BucketStatus first, String other, BucketStatus second) {
        Verdict point = Reviews.passed().verdict();
        return new Verdict(
                point.decision(),
                point.promotable(),
                point.reasons(),
                point.modelSha(),
                point.candidate(),
                point.baseline(),
                point.policySha256(),
                point.wiringSha256(),
                point.liveSha(),
                "evidence",
                point.tolerance(),
                point.gateVersion(),
                point.createdAt(),
                point.runUrl(),
                ImmutableList.of(row(one, first), row(other, second)),
                point.checks());
    }

    private static BucketRow row(String bucket, BucketStatus status) {
        Optional<Fraction> half = Optional.of(Fraction.of(1, 2));
        return new BucketRow(bucket, status, half, half, Optional.of(Fraction.ZERO));
    }
}
