package dev.modelgate.core.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.verdict.CheckStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cost, drift and refusals at the edges of what they accept, and what they say of it. */
class CheckEdgesTest {

    private static final Metric COST = new Metric("cost");
    private static final Metric F1 = new Metric("metrics.f1");

    @Test
    void the_worth_of_quality_is_above_zero() {
        for (Fraction no : new Fraction[] {Fraction.ZERO, Fraction.of(-1, 1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CostPerQuality(COST, F1, no, Optional.empty()))
                    .withMessageContaining("must be above 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CostPerQuality(COST, F1, Fraction.ONE, Optional.of(no)))
                    .withMessageContaining("must be above 0");
        }
    }

    @Test
    void cost_is_not_measured_on_the_side_that_lacks_a_number() {
        Check worth = new CostPerQuality(COST, F1, Fraction.of(10, 1), Optional.empty());
        Sample whole = priced("1", "0.8");
        Sample free = Sample.report().number("metrics.f1", "0.8");
        Sample blind = Sample.report().number("cost", "1");

        assertThat(free.judged(worth, whole).message())
                .isEqualTo("cost is not measured, but a number on both sides is required; the candidate's report lacks"
                        + " it; measure it");
        assertThat(whole.judged(worth, free).message())
                .startsWith("cost is not measured")
                .contains("the baseline's report");
        assertThat(blind.judged(worth, whole).message())
                .startsWith("metrics.f1 is not measured")
                .contains("the candidate's report");
        assertThat(whole.judged(worth, blind).message())
                .startsWith("metrics.f1 is not measured")
                .contains("the baseline's report");
    }

    @Test
    void cost_tells_what_a_unit_may_cost_or_must_save() {
        Check strict = new CostPerQuality(COST, F1, Fraction.of(10, 1), Optional.empty());
        Check lenient = new CostPerQuality(COST, F1, Fraction.of(10, 1), Optional.of(Fraction.of(50, 1)));
        Sample before = priced("1", "0.8");

        assertThat(priced("2", "0.9").judged(strict, before).message())
                .isEqualTo("the change of cost is cost by 1, for a change of metrics.f1 by 0.1, and at most 10 per unit"
                        + " gained is required");
        assertThat(priced("1", "0.8").judged(strict, before).required()).isEqualTo("at most 10 per unit gained");
        assertThat(priced("1.01", "0.8").judged(strict, before).status()).isEqualTo(CheckStatus.FAIL);
        assertThat(priced("1", "0.7").judged(strict, before).required()).isEqualTo("no loss of quality");
        assertThat(priced("1", "0.7").judged(lenient, before).required())
                .isEqualTo("a saving of at least 50 per unit lost");
    }

    @Test
    void drift_names_each_feature_that_drifted_with_its_index() {
        Check drift = new Drift(ImmutableSet.of("verb", "tense"), Fraction.of(1, 10), 0.05);

        Outcome outcome = counts(900, 100, 500, 500).judged(drift, counts(500, 500, 500, 500));

        // The sum of (p - q) ln(p / q) over the shares (900.5, 100.5) / 1001 against one half each.
        assertThat(outcome.found()).contains("'verb' at 0.8762");
        assertThat(counts(500, 500, 100, 900)
                        .judged(drift, counts(500, 500, 500, 500))
                        .found())
                .contains("'tense' at 0.8762");
        assertThat(counts(500, 500, 500, 500)
                        .judged(drift, counts(500, 500, 500, 500))
                        .message())
                .isEqualTo("the largest PSI is 0.0000, and at most 0.1, or no more than chance makes is required");
    }

    @Test
    void drift_passes_what_is_large_by_chance_and_tells_how_large() {
        Check drift = new Drift(ImmutableSet.of("verb"), Fraction.of(1, 10), 0.05);

        Outcome outcome = counts(33, 17, 1, 1).judged(drift, counts(25, 25, 1, 1));

        assertThat(outcome.status()).isEqualTo(CheckStatus.PASS);
        assertThat(outcome.found()).contains("0.1019");
    }

    @Test
    void drift_wants_fifty_cases_on_each_side() {
        Check drift = new Drift(ImmutableSet.of("verb"), Fraction.of(1, 10), 0.05);
        Sample fifty = counts(25, 25, 1, 1);

        assertThat(counts(25, 24, 1, 1).judged(drift, fifty).message())
                .isEqualTo(
                        "the PSI of 'verb' is of 49 cases, but at most 0.1, or no more than chance makes is required;"
                                + " at least 50 on each side are required to judge");
        assertThat(fifty.judged(drift, counts(24, 25, 1, 1)).status()).isEqualTo(CheckStatus.INCONCLUSIVE);
        assertThat(fifty.judged(drift, fifty).status()).isEqualTo(CheckStatus.PASS);
        assertThat(Sample.report().judged(drift, fifty).message()).contains("the candidate's report lacks it");
        assertThat(fifty.judged(drift, Sample.report()).message()).contains("the baseline's report lacks it");
    }

    @Test
    void drift_needs_a_feature_and_a_limit_that_is_not_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Drift(ImmutableSet.of(), Fraction.ONE, 0.05))
                .withMessageContaining("no features are named");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Drift(ImmutableSet.of("a"), Fraction.of(-1, 10), 0.05))
                .withMessageContaining("'at_most' is -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Drift(ImmutableSet.of("a"), Fraction.ONE, 0.5))
                .withMessageContaining("alpha is 0.5");
        assertThatCode(() -> new Drift(ImmutableSet.of("a"), Fraction.ZERO, 0.05))
                .doesNotThrowAnyException();
    }

    @Test
    void the_share_of_refusals_lies_from_none_to_all() {
        assertThatCode(() -> new RefusalSuite(Fraction.ZERO)).doesNotThrowAnyException();
        assertThatCode(() -> new RefusalSuite(Fraction.ONE)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new RefusalSuite(Fraction.of(-1, 100)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RefusalSuite(Fraction.of(101, 100)));
    }

    @Test
    void five_lost_refusals_are_named_and_more_are_counted() {
        Check refusals = new RefusalSuite(Fraction.ZERO);

        assertThat(refused(0, 7).judged(refusals, refused(5, 7)).message())
                .isEqualTo("refusals is 0 with 5 lost, but at least 0, and none lost is required; look at 'p0', 'p1',"
                        + " 'p2', 'p3', 'p4'");
        assertThat(refused(0, 7).judged(refusals, refused(7, 7)).message()).endsWith("'p4' and 2 more");
    }

    @Test
    void too_few_refusals_without_a_lost_one_point_at_the_answered() {
        Outcome outcome = refused(1, 4).judged(new RefusalSuite(Fraction.of(1, 2)), refused(0, 4));

        assertThat(outcome.message())
                .isEqualTo("refusals is 0.25, but at least 0.5, and none lost is required; see which cases were"
                        + " answered");
        assertThat(refused(2, 4)
                        .judged(new RefusalSuite(Fraction.of(1, 2)), refused(2, 4))
                        .message())
                .isEqualTo("refusals is 0.5, and at least 0.5, and none lost is required");
    }

    @Test
    void refusals_are_not_measured_on_the_side_without_cases() {
        Check refusals = new RefusalSuite(Fraction.ZERO);

        assertThat(Sample.report().judged(refusals, refused(1, 1)).message()).contains("the candidate's report");
        assertThat(refused(1, 1).judged(refusals, Sample.report()).message()).contains("the baseline's report");
    }

    private static Sample refused(int refused, int n) {
        Sample report = Sample.report();
        for (int i = 0; i < n; i++) {
            report.answered("p" + i, i < refused);
        }
        return report;
    }

    private static Sample priced(String cost, String quality) {
        return Sample.report().number("cost", cost).number("metrics.f1", quality);
    }

    private static Sample counts(long went, long goed, long past, long present) {
        JsonObject verb =
                JsonBuilder.object().put("went", went).put("goed", goed).build();
        JsonObject tense =
                JsonBuilder.object().put("past", past).put("present", present).build();
        JsonObject features =
                JsonBuilder.object().put("verb", verb).put("tense", tense).build();
        return Sample.report()
                .source(JsonBuilder.object().put("distributions", features).build());
    }
}
