package dev.modelgate.core.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.CheckStatus;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Latency at the very edges of its limits. Latencies that never vary have an interval of one point. */
class LatencyLimitsTest {

    private static final Metric P50 = new Metric("latency_ms.p50");

    @Test
    void an_interval_that_touches_both_limits_holds() {
        Outcome outcome = constant(20, "80").judged(byInterval(1, 1), constant(20, "80"));

        assertThat(outcome.status()).isEqualTo(CheckStatus.PASS);
        assertThat(outcome.message())
                .isEqualTo("the ratio of latency_ms.p50 is between 1.0000 and 1.0000, and from 1 to 1 is required");
    }

    @Test
    void an_interval_wholly_below_the_floor_fails_as_one_above_the_ceiling_does() {
        assertThat(constant(20, "40")
                        .judged(byInterval(1, 2), constant(20, "80"))
                        .reasons())
                .containsExactly(ReasonCode.LATENCY_TOO_HIGH);
        assertThat(constant(20, "240")
                        .judged(byInterval(1, 2), constant(20, "80"))
                        .reasons())
                .containsExactly(ReasonCode.LATENCY_TOO_HIGH);
        assertThat(constant(20, "120")
                        .judged(byInterval(1, 2), constant(20, "80"))
                        .status())
                .isEqualTo(CheckStatus.PASS);
    }

    @Test
    void an_interval_with_the_floor_inside_is_inconclusive() {
        Sample spread = Sample.report();
        for (int i = 0; i < 20; i++) {
            spread.timed("c" + i, true, "b", Optional.of(BigDecimal.valueOf(70 + i)));
        }

        assertThat(spread.judged(atLeast(1), constant(20, "80")).status()).isEqualTo(CheckStatus.INCONCLUSIVE);
    }

    @Test
    void twenty_cases_on_each_side_are_enough_and_nineteen_are_not() {
        Outcome few = constant(19, "80").judged(byInterval(1, 2), constant(20, "80"));

        assertThat(few.status()).isEqualTo(CheckStatus.INCONCLUSIVE);
        assertThat(few.message())
                .isEqualTo("the ratio of latency_ms.p50 is of 19 and 20 cases, but from 1 to 2 is required; at least 20"
                        + " on each side are required to judge");
        assertThat(constant(20, "80")
                        .judged(byInterval(1, 2), constant(19, "80"))
                        .status())
                .isEqualTo(CheckStatus.INCONCLUSIVE);
    }

    @Test
    void cases_whose_time_is_zero_or_absent_measure_nothing() {
        Sample whole = constant(20, "80");
        Sample zero = constant(19, "80").timed("z", true, "b", Optional.of(BigDecimal.ZERO));
        Sample partly = constant(20, "80").answered("z", true);

        assertThat(zero.judged(byInterval(1, 2), whole).message()).contains("the candidate's report lacks it");
        assertThat(partly.judged(byInterval(1, 2), whole).message()).contains("the candidate's report lacks it");
        assertThat(whole.judged(byInterval(1, 2), partly).message()).contains("the baseline's report lacks it");
        assertThat(whole.judged(byInterval(1, 2), Sample.report().answered("z", true))
                        .status())
                .isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void times_that_no_number_holds_are_without_end_or_not_measured() {
        Sample half = constant(11, "80");
        for (int i = 0; i < 9; i++) {
            half.timed("late" + i, true, "b", Optional.of(new BigDecimal("1e400")));
        }

        assertThat(half.judged(byInterval(1, 2), constant(20, "80")).found()).contains("between 0.0000 and Infinity");
        Sample endless = constant(20, "1e400").number("latency_ms.p50", "10");
        Sample before = constant(20, "80").number("latency_ms.p50", "10");
        assertThat(endless.judged(byInterval(1, 2), before).status()).isEqualTo(CheckStatus.NOT_MEASURED);
    }

    @Test
    void a_reported_time_of_zero_or_none_is_not_measured_on_its_side() {
        Check point = new LatencyRatio(P50, limits(1, 2), Optional.empty());
        Sample ten = Sample.report().number("latency_ms.p50", "10");
        Sample zero = Sample.report().number("latency_ms.p50", "0");

        assertThat(zero.judged(point, ten).message()).contains("the candidate's report lacks it");
        assertThat(ten.judged(point, zero).message()).contains("the baseline's report lacks it");
        assertThat(ten.judged(point, ten).message())
                .isEqualTo("the ratio of latency_ms.p50 is 1, and from 1 to 2 is required");
        assertThat(Sample.report()
                        .number("latency_ms.p50", "21")
                        .judged(point, ten)
                        .message())
                .startsWith("the ratio of latency_ms.p50 is 2.1, but from 1 to 2 is required; make it faster");
    }

    @Test
    void an_error_rate_that_leaves_no_interval_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatencyRatio(P50, limits(1, 2), Optional.of(0.5)))
                .withMessageContaining("alpha is 0.5");
    }

    private static Sample constant(int n, String milliseconds) {
        Sample report = Sample.report();
        for (int i = 0; i < n; i++) {
            report.timed("c" + i, true, "b", Optional.of(new BigDecimal(milliseconds)));
        }
        return report;
    }

    private static Limits limits(long atLeast, long atMost) {
        return new Limits(Optional.of(Fraction.of(atLeast, 1)), Optional.of(Fraction.of(atMost, 1)));
    }

    private static Check byInterval(long atLeast, long atMost) {
        return new LatencyRatio(P50, limits(atLeast, atMost), Optional.of(0.05));
    }

    private static Check atLeast(long floor) {
        return new LatencyRatio(P50, Limits.atLeast(Fraction.of(floor, 1)), Optional.of(0.05));
    }
}
