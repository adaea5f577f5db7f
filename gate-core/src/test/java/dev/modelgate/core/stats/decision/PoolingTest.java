package dev.modelgate.core.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.FrechetBounds;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolingTest {

    private static Optional<BucketData> pool(BucketData... buckets) {
        return Pooling.of(List.of(buckets));
    }

    @Test
    void paired_counts_are_added_and_empty_buckets_add_nothing() {
        assertThat(pool(BucketData.Paired.of(1, 2, 30), BucketData.Paired.of(0, 0, 0), BucketData.Paired.of(3, 4, 50)))
                .contains(BucketData.Paired.of(4, 6, 80));
    }

    @Test
    void bounds_of_lost_pairings_are_added_bucket_by_bucket() {
        FrechetBounds first = FrechetBounds.of(100, 90, 80);
        FrechetBounds second = FrechetBounds.of(100, 50, 60);

        assertThat(pool(new BucketData.PairingLost(first), new BucketData.PairingLost(second)))
                .contains(new BucketData.PairingLost(first.plus(second)));
        assertThat(first.plus(second).leastWon()).isEqualTo(10);
    }

    @Test
    void different_cases_are_added_side_by_side() {
        assertThat(pool(
                        new BucketData.DifferentCases(new Proportion(1, 2), new Proportion(3, 4)),
                        new BucketData.DifferentCases(new Proportion(5, 6), new Proportion(7, 8))))
                .contains(new BucketData.DifferentCases(new Proportion(6, 8), new Proportion(10, 12)));
    }

    @Test
    void right_or_wrong_cases_become_differences_when_others_are_graded() {
        BucketData pooled = pool(BucketData.Paired.of(1, 2, 5), BucketData.Graded.of(Sample.of(0.5)))
                .orElseThrow();

        assertThat(pooled).isInstanceOf(BucketData.Graded.class);
        assertThat(pooled.cases()).isEqualTo(6);
        assertThat(pooled.delta()).contains(Fraction.of(-1, 12));
    }

    @Test
    void a_cluster_that_spans_buckets_counts_once_and_lone_cases_are_their_own() {
        BucketData pooled = pool(
                        BucketData.Clustered.of(Sample.of(0.1, 0.2), List.of("x", "case 2")),
                        BucketData.Graded.of(Sample.of(0.3)),
                        BucketData.Clustered.of(Sample.of(0.4), List.of("x")))
                .orElseThrow();

        BucketData.Clustered clustered = (BucketData.Clustered) pooled;
        assertThat(clustered.clusters()).containsExactly("cluster x", "cluster case 2", "case 2", "cluster x");
        assertThat(clustered.delta()).contains(Fraction.of(1, 4));
    }

    @Test
    void nothing_is_pooled_when_shapes_do_not_mix_or_counts_are_unknown() {
        BucketData paired = BucketData.Paired.of(1, 2, 30);

        assertThat(pool()).isEmpty();
        assertThat(pool(BucketData.Paired.of(0, 0, 0))).isEmpty();
        assertThat(pool(paired, new BucketData.Uncounted(Fraction.ZERO))).isEmpty();
        assertThat(pool(paired, new BucketData.PairingLost(FrechetBounds.of(10, 9, 8))))
                .isEmpty();
        assertThat(pool(paired, new BucketData.DifferentCases(new Proportion(1, 2), new Proportion(1, 2))))
                .isEmpty();
    }
}
