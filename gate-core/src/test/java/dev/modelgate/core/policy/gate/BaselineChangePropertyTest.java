package dev.modelgate.core.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.check.Sample;
import dev.modelgate.core.policy.gate.BaselineChange.Direction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BaselineChangePropertyTest {

    @Property
    void what_is_tighter_one_way_is_looser_the_other_and_nothing_changes_against_itself(
            @ForAll @IntRange(max = 20) int first, @ForAll @IntRange(max = 20) int second) {
        EvalReport one = report(first, 20);
        EvalReport other = report(second, 20);

        assertThat(BaselineChange.of(one, one).rows(Direction.SAME)).hasSize(1);
        assertThat(BaselineChange.of(one, other).rows(Direction.TIGHTER))
                .hasSameSizeAs(BaselineChange.of(other, one).rows(Direction.LOOSER));
        assertThat(BaselineChange.of(one, other).rows(Direction.TIGHTER)).hasSize(second > first ? 1 : 0);
    }

    @Example
    void a_bucket_less_and_cases_less_ask_for_less() {
        EvalReport both = Sample.report()
                .counted("a", 9, 10)
                .counted("b", 9, 10)
                .evidence()
                .report();

        assertThat(BaselineChange.of(both, report(9, 10)).rows(Direction.LOOSER))
                .extracting(BaselineChange.Row::bucket)
                .containsExactly("b");
        assertThat(BaselineChange.of(report(9, 10), both).rows(Direction.TIGHTER))
                .extracting(BaselineChange.Row::bucket)
                .containsExactly("b");
        assertThat(BaselineChange.of(report(18, 20), report(9, 10)).rows(Direction.LOOSER))
                .hasSize(1);
        assertThat(BaselineChange.of(report(9, 10), report(18, 20)).rows(Direction.TIGHTER))
                .hasSize(1);
    }

    private static EvalReport report(int correct, int n) {
        return Sample.report().counted("a", correct, n).evidence().report();
    }
}
