package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketTableTest {

    @Test
    void shows_the_worst_first() {
        List<Bucket> buckets = List.of(
                Bucket.ofCounts("best", 10, 10),
                Bucket.ofCounts("worst", 1, 10),
                Bucket.ofAccuracy("told", Fraction.of(1, 2)));

        assertThat(BucketTable.worstFirst(buckets, Screen.PLAIN)).isEqualTo("""
                accuracy bucket correct  n
                 10.00 % worst        1 10
                 50.00 % told
                100.00 % best        10 10
                """);
    }

    @Test
    void one_lost_case_in_a_million_is_not_a_hundred_percent() {
        List<Bucket> buckets = List.of(Bucket.ofCounts("b", 999_999, 1_000_000));

        assertThat(BucketTable.worstFirst(buckets, Screen.PLAIN)).contains(" 99.99 %");
    }

    @Test
    void keeps_to_a_screen_and_counts_what_it_leaves_out() {
        List<Bucket> buckets = IntStream.range(0, 100)
                .mapToObj(i -> Bucket.ofCounts("b" + i, i, 100))
                .toList();
        String table = BucketTable.worstFirst(buckets, Screen.PLAIN);

        assertThat(table.lines()).hasSize(32);
        assertThat(table).contains("  0.00 % b0 ".substring(2)).endsWith("... 70 better ones are in the report\n");
    }
}
