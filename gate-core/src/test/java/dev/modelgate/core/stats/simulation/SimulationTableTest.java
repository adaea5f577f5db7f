package dev.modelgate.core.stats.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.evidence.Fraction;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of section 1 of spec/statistics.md, in percent, within Monte-Carlo error and the digits printed there. */
class SimulationTableTest {

    private static final int RUNS = 6_000;

    private static Rates rates(int cases, double correlation, double drop) {
        Scenario scenario = new Scenario(20, cases, 0.9, correlation, drop, Fraction.of(2, 100), 0.05);
        return new GateSimulation(scenario).rates(RUNS, new SplittableRandom(20240607));
    }

    @ParameterizedTest
    @CsvSource({
        "20,   99.9, 0.0, 42, 58",
        "50,   99.0, 0.2, 75, 25",
        "100,  97.7, 2.3, 93, 4",
        "300,  81.4, 4.4, 96, 0",
        "1000, 14.6, 4.6, 95, 0"
    })
    void rates_are_those_of_the_table_when_nothing_regressed(
            int cases, double pointRefuses, double evidenceFails, double passes, double inconclusive) {
        Rates rates = rates(cases, 0.6, 0);

        near(rates, rates.pointRefuses(), pointRefuses, 0.05);
        near(rates, rates.evidenceFails(), evidenceFails, 0.05);
        near(rates, rates.gatePasses(), passes, 0.5);
        near(rates, rates.gateInconclusive(), inconclusive, 0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "20,   37,  0,    0.2, 0,    65, 35",
        "50,   33,  1,    1.0, 1,    35, 64",
        "100,  20,  9,    0.4, 10,   9,  81",
        "300,  5,   53,   0.0, 55,   0,  45",
        "1000, 0.1, 99.5, 0.0, 99.6, 0,  0.4"
    })
    void rates_are_those_of_the_table_when_one_bucket_dropped(
            int cases,
            double overlooked,
            double fails,
            double proven,
            double gateFails,
            double inconclusive,
            double passes) {
        Rates rates = rates(cases, 0.6, 0.05);

        near(rates, rates.pointOverlooksFirst(), overlooked, 0.5);
        near(rates, rates.firstFails(), fails, 0.5);
        near(rates, rates.firstProven(), proven, 0.05);
        near(rates, rates.evidenceFails(), gateFails, 0.5);
        near(rates, rates.gateInconclusive(), inconclusive, 0.5);
        near(rates, rates.gatePassesFirstUnproven(), passes, 0.5);
    }

    @ParameterizedTest
    @CsvSource({"100, 0.3, 99", "100, 0.8, 85", "1000, 0.3, 50", "1000, 0.8, 0.7"})
    void point_rule_refuses_as_often_as_stated_when_sides_correlate_otherwise(
            int cases, double correlation, double pointRefuses) {
        Rates rates = rates(cases, correlation, 0);

        near(rates, rates.pointRefuses(), pointRefuses, 0.5);
    }

    /** Both the table (20,000 runs) and this simulation carry Monte-Carlo error; the table is rounded as well. */
    private static void near(Rates rates, double found, double percent, double rounding) {
        double error = rates.monteCarloError(found) + rates.monteCarloError(percent / 100) * 0.6;
        assertThat(found * 100).isCloseTo(percent, within(rounding + error * 100 + 0.02));
    }
}
