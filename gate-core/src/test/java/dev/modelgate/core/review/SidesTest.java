package dev.modelgate.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.decision.BucketData;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SidesTest {

    private static final Bucket BEFORE = Bucket.ofCounts("b", 3, 4);

    @Test
    void totals_on_the_same_set_have_lost_their_pairing() {
        BucketData data = Sides.of(report("set", Bucket.ofCounts("b", 2, 4)), report("set", BEFORE))
                .data(BEFORE);

        assertThat(data).isInstanceOf(BucketData.PairingLost.class);
        assertThat(data.delta()).contains(Fraction.of(-1, 4));
    }

    @Test
    void totals_on_another_set_are_of_different_cases() {
        BucketData data = Sides.of(report("one", Bucket.ofCounts("b", 2, 4)), report("two", BEFORE))
                .data(BEFORE);

        assertThat(data).isInstanceOf(BucketData.DifferentCases.class);
    }

    @Test
    void an_accuracy_alone_is_never_given_a_number_of_cases() {
        Bucket after = Bucket.ofAccuracy("b", Fraction.of(1, 2));

        assertThat(Sides.of(report("set", after), report("set", BEFORE)).data(BEFORE))
                .isEqualTo(new BucketData.Uncounted(Fraction.of(-1, 4)));
    }

    @Test
    void what_the_candidate_lacks_is_missing() {
        assertThat(Sides.of(report("set", Bucket.ofCounts("other", 1, 1)), report("set", BEFORE))
                        .data(BEFORE))
                .isEqualTo(new BucketData.Missing());
    }

    @Test
    void graded_cases_are_compared_by_their_differences() {
        Bucket before =
                new Bucket("b", Fraction.of(1, 2), java.util.OptionalLong.of(2), java.util.OptionalLong.empty());
        Sides sides = Sides.of(
                cases(before, Reports.graded("x", "b", Fraction.of(1, 3)), Reports.graded("y", "b", Fraction.ONE)),
                cases(before, Reports.graded("x", "b", Fraction.of(2, 3)), Reports.graded("y", "b", Fraction.ONE)));
        BucketData data = sides.data(before);

        assertThat(data).isInstanceOf(BucketData.Graded.class);
        assertThat(data.delta()).contains(Fraction.of(-1, 6));
        assertThat(sides.pairs("b"))
                .extracting(CasePair::outcome)
                .containsExactly(CasePair.Outcome.LOST, CasePair.Outcome.BOTH_RIGHT);
    }

    @Test
    void clusters_are_those_of_the_baseline() {
        Bucket before = Bucket.ofCounts("b", 2, 2);
        Sides sides = Sides.of(
                cases(
                        Bucket.ofCounts("b", 1, 2),
                        Reports.binary("x", "b", true, Optional.of("chosen by the candidate")),
                        Reports.binary("y", "b", false, Optional.empty())),
                cases(
                        before,
                        Reports.binary("x", "b", true, Optional.of("go")),
                        Reports.binary("y", "b", true, Optional.empty())));

        assertThat(sides.data(before))
                .isInstanceOfSatisfying(
                        BucketData.Clustered.class,
                        data -> assertThat(data.clusters()).containsExactly("cluster go", "case y"));
    }

    @Test
    void a_case_without_its_answer_leaves_the_totals_only() {
        Bucket before = Bucket.ofCounts("b", 1, 1);
        Sides sides = Sides.of(
                cases(before, Reports.binary("x", "b", true, Optional.empty())),
                cases(before, Reports.binary("y", "b", true, Optional.empty())));

        assertThat(sides.pairs()).isEmpty();
        assertThat(sides.data(before)).isInstanceOf(BucketData.PairingLost.class);
    }

    @Test
    void every_pair_counts_in_the_aggregate() {
        Sides sides = Sides.of(
                cases(Bucket.ofCounts("b", 1, 1), Reports.binary("x", "b", true, Optional.empty())),
                cases(Bucket.ofCounts("b", 1, 1), Reports.binary("x", "b", true, Optional.empty())));

        assertThat(sides.pairs(Bucket.AGGREGATE)).hasSize(1);
        assertThat(sides.pairs("elsewhere")).isEmpty();
    }

    @Test
    void a_pair_is_one_case() {
        assertThatThrownBy(() -> new CasePair(
                        Reports.binary("x", "b", true, Optional.empty()),
                        Reports.binary("y", "b", true, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("case 'x' is paired with case 'y', but a pair is one case on both sides");
    }

    private static EvalReport report(String set, Bucket bucket) {
        return Reports.report(set, List.of(bucket), Optional.empty());
    }

    private static EvalReport cases(Bucket bucket, CaseResult... cases) {
        return Reports.report("set", List.of(bucket), Optional.of(ImmutableList.copyOf(cases)));
    }
}
