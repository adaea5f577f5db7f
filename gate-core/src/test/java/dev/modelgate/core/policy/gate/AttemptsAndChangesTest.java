package dev.modelgate.core.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.check.Sample;
import dev.modelgate.core.policy.gate.BaselineChange.Direction;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What counts as an attempt, and what a proposed baseline changes. */
class AttemptsAndChangesTest {

    private static final String MODEL = "a".repeat(64);

    @Test
    void a_report_is_an_attempt_where_it_names_model_and_set() {
        EvalReport whole = Sample.report().model(MODEL).evalSet("s").evidence().report();

        assertThat(Attempt.of(whole, Optional.of("p"))).contains(new Attempt(MODEL, "s", Optional.of("p")));
        assertThat(Attempt.of(Sample.report().model(MODEL).evidence().report(), Optional.empty()))
                .isEmpty();
        assertThat(Attempt.of(Sample.report().evalSet("s").evidence().report(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void a_log_contains_what_was_written_down_and_nothing_else() {
        Attempt written = new Attempt(MODEL, "s", Optional.empty());
        AttemptLog log = new AttemptLog(ImmutableList.of(written));

        assertThat(log.contains(written)).isTrue();
        assertThat(log.contains(new Attempt(MODEL, "t", Optional.empty()))).isFalse();
        assertThat(log.number(new Attempt("b".repeat(64), "s", Optional.empty())))
                .isEqualTo(2);
        assertThat(AttemptLog.EMPTY.number(written)).isEqualTo(1);
    }

    @Test
    void dropped_and_new_buckets_stand_with_the_figures_of_their_one_side() {
        EvalReport before = Sample.report().counted("gone", 9, 10).evidence().report();
        EvalReport after = Sample.report().counted("new", 4, 5).evidence().report();

        assertThat(BaselineChange.of(before, after).rows())
                .containsExactly(
                        new BaselineChange.Row(
                                "gone",
                                Direction.LOOSER,
                                Optional.of(Fraction.of(9, 10)),
                                Optional.empty(),
                                OptionalLong.of(10),
                                OptionalLong.empty()),
                        new BaselineChange.Row(
                                "new",
                                Direction.TIGHTER,
                                Optional.empty(),
                                Optional.of(Fraction.of(4, 5)),
                                OptionalLong.empty(),
                                OptionalLong.of(5)));
    }

    @Test
    void a_better_bucket_of_fewer_cases_asks_for_less() {
        EvalReport before = Sample.report().counted("a", 18, 20).evidence().report();
        EvalReport after = Sample.report().counted("a", 10, 10).evidence().report();

        assertThat(BaselineChange.of(before, after).rows(Direction.LOOSER)).hasSize(1);
        assertThat(BaselineChange.of(before, after).rows(Direction.TIGHTER)).isEmpty();
    }
}
