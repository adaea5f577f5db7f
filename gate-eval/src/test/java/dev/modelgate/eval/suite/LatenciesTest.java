package dev.modelgate.eval.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Failed;
import dev.modelgate.core.port.ModelRuntime.Reply;
import dev.modelgate.core.port.ModelRuntime.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {

    private static final ImmutableList<Request> TWO = ImmutableList.of(new Request("1", "a"), new Request("2", "b"));

    private final List<String> order = new ArrayList<>();

    @Test
    void warm_up_is_dropped_and_each_goes_first_as_often() throws Exception {
        Latencies measured = Latencies.measure(noting("C"), noting("P"), TWO);

        assertThat(order)
                .containsExactly(
                        "C1", "P1", "C2", "P2", // warm-up
                        "C1", "P1", "P1", "C1", "C2", "P2", "P2", "C2");
        assertThat(measured.candidate()).hasSize(4);
        assertThat(measured.previous()).hasSize(4).isSorted();
    }

    @Test
    void a_failure_has_no_latency() {
        LocalRuntime failing = new LocalRuntime("x", input -> new Failed("gone", Duration.ZERO));

        assertThatThrownBy(() -> Latencies.measure(noting("C"), failing, TWO))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("'x' gave no answer to request '1' (gone)");
    }

    @ParameterizedTest
    @CsvSource({
        "12000000, 10000000, true",
        "12000001, 10000000, false",
        "5000000, 10000000, true",
        "1500000, 600000, true", // below the floor of a millisecond
        "1700000, 600000, false"
    })
    void the_median_may_be_a_fifth_more_and_less_than_the_floor_is_nothing(long mine, long theirs, boolean holds) {
        Latencies measured =
                new Latencies(ImmutableList.of(1L, mine, 99_000_000L), ImmutableList.of(2L, theirs, 99_000_000L));

        assertThat(LatencyRule.DEFAULT.holds(measured)).isEqualTo(holds);
    }

    @Test
    void quantiles_are_values_that_were_measured() {
        ImmutableList<Long> sorted = ImmutableList.of(1L, 2L, 3L, 4L);

        assertThat(Latencies.quantile(sorted, 0.5)).isEqualTo(2);
        assertThat(Latencies.quantile(sorted, 0.95)).isEqualTo(4);
        assertThat(Latencies.quantile(ImmutableList.of(7L), 0.5)).isEqualTo(7);
    }

    private LocalRuntime noting(String who) {
        return new LocalRuntime(who, input -> {
            order.add(who + (input.equals("a") ? 1 : 2));
            return answer();
        });
    }

    private static Reply answer() {
        return new Answered("x", Duration.ZERO, Optional.empty());
    }
}
