package dev.modelgate.core.stats.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.decision.BucketData;
import dev.modelgate.core.stats.decision.BucketEvidence;
import dev.modelgate.core.stats.decision.BucketQuestion;
import dev.modelgate.core.stats.decision.Finding;
import dev.modelgate.core.stats.decision.Gate;
import dev.modelgate.core.stats.decision.GateEvidence;
import dev.modelgate.core.stats.decision.GateRule;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.stats.decision.TestPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GateSimulationTest {

    private static final Fraction TWO_POINTS = Fraction.of(2, 100);

    private static Scenario scenario(int cases, double drop) {
        return new Scenario(20, cases, 0.9, 0.6, drop, TWO_POINTS, 0.05);
    }

    private static List<BucketQuestion> questions(List<PairedCounts> run) {
        List<BucketQuestion> questions = new ArrayList<>();
        for (int i = 0; i < run.size(); i++) {
            questions.add(BucketQuestion.of("bucket " + i, new BucketData.Paired(run.get(i)), TWO_POINTS));
        }
        return questions;
    }

    @Test
    void simulated_findings_are_those_of_the_gate_when_the_pooled_harm_test_stays_out() {
        GateSimulation simulation = new GateSimulation(scenario(300, 0.05));
        SplittableRandom random = new SplittableRandom(7);
        Gate pooledNonInferiority =
                new Gate(new GateRule(Mode.EVIDENCE, OnInconclusive.REFUSE, Optional.of(TWO_POINTS), TestPlan.DEFAULT));
        Gate bucketsOnly =
                new Gate(new GateRule(Mode.NONINFERIORITY, OnInconclusive.REFUSE, Optional.empty(), TestPlan.DEFAULT));
        int failed = 0;
        for (int i = 0; i < 60; i++) {
            List<PairedCounts> draw = simulation.draw(random);
            Run run = simulation.judged(draw);
            GateEvidence buckets = bucketsOnly.judge(questions(draw));
            BucketEvidence first = buckets.buckets().get(0);

            assertThat(run.anyFails()).isEqualTo(buckets.decision() == Finding.FAIL);
            assertThat(run.firstFails()).isEqualTo(first.finding() == Finding.FAIL);
            assertThat(run.firstProven()).isEqualTo(first.finding() == Finding.PASS);
            assertThat(run.firstHolds()).isEqualTo(first.pointFinding() == Finding.PASS);
            assertThat(run.pooledProven())
                    .isEqualTo(pooledNonInferiority
                                    .judge(questions(draw))
                                    .pooled()
                                    .orElseThrow()
                                    .finding()
                            == Finding.PASS);
            failed += run.anyFails() ? 1 : 0;
        }
        assertThat(failed).isBetween(10, 55);
    }

    @Test
    void rates_are_the_same_when_the_generator_starts_alike() {
        assertThat(new GateSimulation(scenario(50, 0)).rates(200, new SplittableRandom(3)))
                .isEqualTo(new GateSimulation(scenario(50, 0)).rates(200, new SplittableRandom(3)));
    }

    @Test
    void rates_are_the_shares_of_the_runs_drawn_one_after_another() {
        GateSimulation simulation = new GateSimulation(scenario(50, 0.05));
        SplittableRandom random = new SplittableRandom(3);
        Tally tally = new Tally();
        for (int i = 0; i < 40; i++) {
            tally.add(simulation.judged(simulation.draw(random)));
        }

        Rates rates = simulation.rates(40, new SplittableRandom(3));

        assertThat(rates).isEqualTo(tally.rates());
        assertThat(rates.runs()).isEqualTo(40);
        assertThat(rates.pointRefuses()).isGreaterThan(0.5);
    }

    @Test
    void scenario_is_invalid_when_the_drop_exceeds_the_accuracy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scenario(50, 0.95))
                .withMessageContaining("the drop is 0.95");
    }

    @Test
    void scenario_is_invalid_when_there_is_nothing_to_simulate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scenario(0, 10, 0.9, 0.6, 0, TWO_POINTS, 0.05))
                .withMessageContaining("0 buckets of 10 cases");
    }
}
