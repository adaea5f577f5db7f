package dev.modelgate.core.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.Sample;
import dev.modelgate.core.stats.StudentTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Student's t has one degree of freedom less than there are cases, or clusters. */
class StudentMeasuringTest {

    private static final double TWO_POINTS = 0.02;

    @Test
    void graded_cases_have_one_degree_of_freedom_less_than_there_are() {
        double[] values = new double[30];
        for (int i = 0; i < 30; i++) {
            values[i] = i % 2 == 0 ? 0.1 : -0.1;
        }

        Measured measured = Measuring.of(BucketData.Graded.of(Sample.of(values)), TWO_POINTS, TestPlan.DEFAULT);

        // Thirty squares of 0.1 over 29 and over 30
        StudentTest expected = new StudentTest(0, Math.sqrt(0.3 / 29 / 30), 29);
        assertThat(measured.pNonInferior().orElseThrow()).isCloseTo(expected.pAbove(-0.02), within(1e-12));
        assertThat(measured.pHarm().orElseThrow()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void clusters_have_one_degree_of_freedom_less_than_there_are() {
        double[] values = new double[10];
        List<String> clusters = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            values[i] = i % 2 == 0 ? 0.1 : -0.1;
            clusters.add("c" + i);
        }

        Measured measured =
                Measuring.of(BucketData.Clustered.of(Sample.of(values), clusters), TWO_POINTS, TestPlan.DEFAULT);

        // cr0 = sqrt(10 * 0.01) / 10, times sqrt(10 / 9)
        StudentTest expected = new StudentTest(0, Math.sqrt(0.1) / 10 * Math.sqrt(10.0 / 9), 9);
        assertThat(measured.method()).isEqualTo(Method.CLUSTER_T);
        assertThat(measured.pNonInferior().orElseThrow()).isCloseTo(expected.pAbove(-0.02), within(1e-12));
    }

    @Test
    void clustered_differences_are_those_of_scores_as_well() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketData.Clustered.of(Sample.of(1.5), List.of("a")))
                .withMessageContaining("difference 1 is 1.5");
    }

    @Test
    void the_point_rule_alone_pools_nothing_and_refuses_what_is_open() {
        GateRule rule = GateRule.point(TestPlan.DEFAULT);

        assertThat(rule).isEqualTo(new GateRule(Mode.POINT, OnInconclusive.REFUSE, Optional.empty(), TestPlan.DEFAULT));
        assertThat(rule.isPooled()).isFalse();
        assertThat(new GateRule(Mode.HARM, OnInconclusive.REFUSE, Optional.of(Fraction.ZERO), TestPlan.DEFAULT)
                        .isPooled())
                .isTrue();
    }

    @Test
    void a_tolerance_may_be_none_and_all() {
        BucketData data = BucketData.Paired.of(0, 0, 10);

        assertThat(BucketQuestion.of("a", data, Fraction.ZERO).tolerance()).isEqualTo(Fraction.ZERO);
        assertThat(BucketQuestion.of("a", data, Fraction.ONE).tolerance()).isEqualTo(Fraction.ONE);
        assertThatIllegalArgumentException().isThrownBy(() -> BucketQuestion.of("a", data, Fraction.of(101, 100)));
    }
}
