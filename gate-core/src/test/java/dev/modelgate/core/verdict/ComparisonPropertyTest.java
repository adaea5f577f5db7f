package dev.modelgate.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class ComparisonPropertyTest {

    @Property
    void the_floor_itself_holds_and_anything_below_it_fails(
            @ForAll @BigRange(min = "0.02", max = "1") @Scale(6) BigDecimal baseline,
            @ForAll @IntRange(min = 6, max = 40) int digits) {
        BigDecimal floor = baseline.subtract(new BigDecimal("0.02"));
        BigDecimal oneUnit = BigDecimal.ONE.movePointLeft(digits);

        assertThat(passes(floor, baseline)).isTrue();
        assertThat(passes(floor.add(oneUnit).min(BigDecimal.ONE), baseline)).isTrue();
        if (floor.compareTo(oneUnit) >= 0) {
            assertThat(passes(floor.subtract(oneUnit), baseline)).isFalse();
        }
    }

    @Property
    void counts_and_the_same_value_as_a_decimal_are_judged_alike(
            @ForAll @IntRange(min = 0, max = 1000) int correct,
            @ForAll @BigRange(min = "0", max = "1") @Scale(3) BigDecimal baseline) {
        Bucket counted = Bucket.ofCounts("b", correct, 1000);
        Bucket decimal = Reports.bucket("b", BigDecimal.valueOf(correct, 3).toPlainString());

        assertThat(compare(counted, baseline).decision())
                .isEqualTo(compare(decimal, baseline).decision());
    }

    @Property
    void counts_are_judged_by_integer_arithmetic(
            @ForAll @IntRange(min = 1, max = 400) int n,
            @ForAll @IntRange(min = 0, max = 400) int before,
            @ForAll @IntRange(min = 0, max = 400) int after) {
        int b = Math.min(before, n);
        int c = Math.min(after, n);
        boolean expected = 100L * (c - b) >= -2L * n;

        Comparison comparison = Comparison.of(
                Reports.of(Bucket.ofCounts("b", c, n)), Reports.of(Bucket.ofCounts("b", b, n)), Tolerance.DEFAULT);

        assertThat(comparison.passes()).isEqualTo(expected);
    }

    @Property
    void the_order_of_buckets_does_not_matter(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 100) Integer> before,
            @ForAll @Size(min = 8, max = 8) List<@IntRange(min = 0, max = 100) Integer> after,
            @ForAll Random random) {
        List<Bucket> baseline = buckets(before);
        List<Bucket> candidate = buckets(after);
        Comparison straight = Comparison.of(Reports.of(candidate), Reports.of(baseline), Tolerance.DEFAULT);
        Collections.shuffle(baseline, random);
        Collections.shuffle(candidate, random);
        Comparison shuffled = Comparison.of(Reports.of(candidate), Reports.of(baseline), Tolerance.DEFAULT);

        assertThat(shuffled.decision()).isEqualTo(straight.decision());
        assertThat(blockingNames(shuffled)).isEqualTo(blockingNames(straight));
    }

    @Property
    void a_better_candidate_never_turns_a_pass_into_a_refusal(
            @ForAll @BigRange(min = "0", max = "1") @Scale(4) BigDecimal baseline,
            @ForAll @BigRange(min = "0", max = "1") @Scale(4) BigDecimal candidate,
            @ForAll @BigRange(min = "0", max = "1") @Scale(4) BigDecimal better) {
        if (passes(candidate.min(better), baseline)) {
            assertThat(passes(candidate.max(better), baseline)).isTrue();
        }
    }

    @Property
    void a_wider_tolerance_never_refuses_more(
            @ForAll @BigRange(min = "0", max = "1") @Scale(4) BigDecimal baseline,
            @ForAll @BigRange(min = "0", max = "1") @Scale(4) BigDecimal candidate,
            @ForAll @BigRange(min = "0", max = "1") @Scale(4) BigDecimal one,
            @ForAll @BigRange(min = "0", max = "1") @Scale(4) BigDecimal other) {
        if (passes(candidate, baseline, one.min(other))) {
            assertThat(passes(candidate, baseline, one.max(other))).isTrue();
        }
    }

    private static List<Bucket> buckets(List<Integer> correct) {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < correct.size(); i++) {
            buckets.add(Bucket.ofCounts("b" + i, correct.get(i), 100));
        }
        return buckets;
    }

    private static Set<String> blockingNames(Comparison comparison) {
        Set<String> names = new TreeSet<>();
        comparison.blocking().forEach(result -> names.add(result.bucket()));
        return names;
    }

    private static boolean passes(BigDecimal candidate, BigDecimal baseline) {
        return passes(candidate, baseline, new BigDecimal("0.02"));
    }

    private static boolean passes(BigDecimal candidate, BigDecimal baseline, BigDecimal tolerance) {
        return Comparison.of(
                        Reports.of(Reports.bucket("b", candidate.toString())),
                        Reports.of(Reports.bucket("b", baseline.toString())),
                        new Tolerance(Fraction.of(tolerance)))
                .passes();
    }

    private static Comparison compare(Bucket candidate, BigDecimal baseline) {
        return Comparison.of(
                Reports.of(candidate), Reports.of(Reports.bucket("b", baseline.toString())), Tolerance.DEFAULT);
    }
}
