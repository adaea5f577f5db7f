package dev.modelgate.core.stats.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.PairedTruth;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a simulated run is counted as, and what is drawn for it. */
class TallyTest {

    private static final Fraction TWO_POINTS = Fraction.of(2, 100);

    @Test
    void each_event_is_counted_by_its_own_share_of_the_runs() {
        Tally tally = new Tally();
        tally.add(run(true, true, false, false, true, true));
        tally.add(run(false, true, false, false, false, true));
        tally.add(run(false, false, true, true, false, true));
        tally.add(run(false, true, true, false, false, false));
        tally.add(run(false, false, false, false, false, false));

        assertThat(tally.rates()).isEqualTo(new Rates(5, 0.8, 0.6, 0.4, 0.2, 0.2, 0.4, 0.2, 0.2));
    }

    @Test
    void a_run_passes_is_inconclusive_or_fails_and_never_two_of_them() {
        assertThat(run(true, true, false, false, true, true).gatePasses()).isTrue();
        assertThat(run(true, true, false, false, true, true).gateInconclusive()).isFalse();
        assertThat(run(true, true, false, false, true, false).gatePasses()).isFalse();
        assertThat(run(true, true, false, false, true, false).gateInconclusive())
                .isTrue();
        assertThat(run(true, true, true, false, true, true).gatePasses()).isFalse();
        assertThat(run(true, true, true, false, true, false).gateInconclusive()).isFalse();
    }

    @Test
    void monte_carlo_error_is_three_standard_errors_of_a_share() {
        Rates rates = new Rates(400, 0, 0, 0, 0, 0, 0, 0, 0);

        assertThat(rates.monteCarloError(0.2)).isCloseTo(3 * 0.4 / 20, within(1e-15));
        assertThat(rates.monteCarloError(0)).isZero();
    }

    @Test
    void draws_have_the_stated_shares_of_won_and_lost_cases() {
        PairedSampler sampler = new PairedSampler(new PairedTruth(0.1, 0.3), 50);
        SplittableRandom random = new SplittableRandom(11);
        double won = 0;
        double lost = 0;
        for (int i = 0; i < 4000; i++) {
            PairedCounts drawn = sampler.draw(random);
            assertThat(drawn.n()).isEqualTo(50);
            won += drawn.b() / 50.0 / 4000;
            lost += drawn.c() / 50.0 / 4000;
        }

        // Five standard errors: sqrt(0.1 * 0.9 / 200,000) = 0.00067 and sqrt(0.3 * 0.7 / 200,000) = 0.00102
        assertThat(won).isCloseTo(0.1, within(0.0034));
        assertThat(lost).isCloseTo(0.3, within(0.0052));
    }

    @Test
    void what_is_certain_is_always_drawn() {
        SplittableRandom random = new SplittableRandom(1);

        assertThat(new PairedSampler(new PairedTruth(1, 0), 7).draw(random)).isEqualTo(new PairedCounts(7, 0, 7));
        assertThat(new PairedSampler(new PairedTruth(0, 1), 7).draw(random)).isEqualTo(new PairedCounts(0, 7, 7));
        assertThat(new PairedSampler(new PairedTruth(0, 0), 7).draw(random)).isEqualTo(new PairedCounts(0, 0, 7));
    }

    @Test
    void the_drop_is_in_the_first_bucket_alone_and_every_bucket_is_drawn() {
        Scenario scenario = new Scenario(3, 100, 0.9, 0.5, 0.2, TWO_POINTS, 0.05);

        assertThat(scenario.first().delta()).isCloseTo(-0.2, within(1e-15));
        assertThat(scenario.others().delta()).isZero();
        assertThat(new GateSimulation(scenario).draw(new SplittableRandom(1)))
                .hasSize(3)
                .allMatch(counts -> counts.n() == 100);
    }

    @Test
    void one_run_of_known_counts_is_judged_bucket_by_bucket() {
        GateSimulation simulation = new GateSimulation(new Scenario(2, 200, 0.9, 0.6, 0, TWO_POINTS, 0.05));
        PairedCounts agreeing = new PairedCounts(0, 0, 200);
        PairedCounts harmed = new PairedCounts(0, 40, 200);
        PairedCounts atTolerance = new PairedCounts(0, 4, 200);

        assertThat(simulation.judged(List.of(agreeing, agreeing))).isEqualTo(run(true, true, false, false, true, true));
        assertThat(simulation.judged(List.of(harmed, agreeing))).isEqualTo(run(false, false, true, true, false, false));
        assertThat(simulation.judged(List.of(agreeing, harmed))).isEqualTo(run(false, true, true, false, true, false));
        assertThat(simulation.judged(List.of(atTolerance, agreeing)).firstHolds())
                .isTrue();
    }

    @Test
    void a_scenario_may_be_as_small_as_one_case_and_lose_all_of_its_accuracy() {
        assertThatCode(() -> new Scenario(1, 1, 0.9, 0, 0.9, TWO_POINTS, 0.05)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scenario(1, 0, 0.9, 0, 0, TWO_POINTS, 0.05))
                .withMessageContaining("1 buckets of 0 cases");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scenario(1, 1, 0.9, 0, -0.1, TWO_POINTS, 0.05))
                .withMessageContaining("the drop is -0.1");
    }

    private static Run run(
            boolean pointPasses,
            boolean firstHolds,
            boolean anyFails,
            boolean firstFails,
            boolean firstProven,
            boolean pooledProven) {
        return new Run(pointPasses, firstHolds, anyFails, firstFails, firstProven, pooledProven);
    }
}
