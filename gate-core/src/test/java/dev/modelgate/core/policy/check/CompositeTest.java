package dev.modelgate.core.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.core.verdict.CheckStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many parts hold, how many must, and how many could still. */
class CompositeTest {

    private static final PlacedCheck A = atLeastOne("a");
    private static final PlacedCheck B = atLeastOne("b");

    /** Of twenty cases, no drift is judged. */
    private static final PlacedCheck OPEN = new PlacedCheck(
            "open",
            CheckSeverity.CRITICAL,
            Optional.empty(),
            new Drift(ImmutableSet.of("verb"), Fraction.of(1, 10), 0.05));

    @Test
    void as_many_as_needed_hold_and_no_part_is_complained_of() {
        Outcome outcome = judged(new Composite(1, ImmutableList.of(A, B)), "1", "0");

        assertThat(outcome.status()).isEqualTo(CheckStatus.PASS);
        assertThat(outcome.subject()).isEqualTo("'a', 'b'");
        assertThat(outcome.found()).contains("1 holding");
        assertThat(outcome.required()).isEqualTo("1 of 2");
        assertThat(outcome.message()).isEqualTo("1 of 2 checks hold, and 1 are required");
        assertThat(outcome.reasons()).isEmpty();
    }

    @Test
    void the_parts_that_do_not_hold_say_why() {
        Outcome outcome = judged(new Composite(2, ImmutableList.of(A, B)), "1", "0");

        assertThat(outcome.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(outcome.message())
                .isEqualTo("1 of 2 checks hold, but 2 are required: b is 0, but at least 1 is required; train on, or"
                        + " keep the previous model");
        assertThat(outcome.parts()).extracting(CheckResult::id).containsExactly("a", "b");
    }

    @Test
    void open_parts_tip_the_balance_only_where_they_are_enough() {
        Composite twoOfThree = new Composite(2, ImmutableList.of(A, B, OPEN));

        assertThat(judged(twoOfThree, "1", "0").status()).isEqualTo(CheckStatus.INCONCLUSIVE);
        assertThat(judged(twoOfThree, "1", "0").reasons()).containsExactly(ReasonCode.EVIDENCE_INCONCLUSIVE);
        assertThat(judged(twoOfThree, "0", "0").reasons()).containsExactly(ReasonCode.COMPOSITE_NOT_MET);
        assertThat(judged(twoOfThree, "1", "1").status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void all_parts_can_be_needed_and_more_cannot() {
        assertThat(judged(new Composite(2, ImmutableList.of(A, B)), "1", "1").status())
                .isEqualTo(CheckStatus.PASS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Composite(3, ImmutableList.of(A, B)))
                .withMessageStartingWith("3 of 2 checks must hold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Composite(0, ImmutableList.of(A)))
                .withMessageStartingWith("0 of 1 checks must hold");
    }

    private static Outcome judged(Composite composite, String a, String b) {
        return report(a, b).judged(composite, report("1", "1"));
    }

    private static Sample report(String a, String b) {
        var verb = JsonBuilder.object().put("went", 10).put("goed", 10).build();
        var features = JsonBuilder.object().put("verb", verb).build();
        return Sample.report()
                .number("a", a)
                .number("b", b)
                .source(JsonBuilder.object().put("distributions", features).build());
    }

    private static PlacedCheck atLeastOne(String metric) {
        return new PlacedCheck(
                metric,
                CheckSeverity.CRITICAL,
                Optional.empty(),
                new AbsoluteLimit(new Metric(metric), Limits.atLeast(Fraction.ONE)));
    }
}
