package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of every set of paired cases. */
class PairedPropertyTest {

    @Provide
    Arbitrary<PairedTable> tables() {
        Arbitrary<Long> cells = Arbitraries.longs().between(0, 400);
        return Combinators.combine(cells, cells, cells, cells)
                .as(PairedTable::new)
                .filter(table -> table.n() > 0);
    }

    @Provide
    Arbitrary<Confidence> levels() {
        return Arbitraries.of(0.5, 0.8, 0.9, 0.95, 0.99, 0.999).map(Confidence::new);
    }

    private static Interval tango(PairedCounts counts, Confidence level) {
        return Tango.interval(counts, level).orElseThrow().interval();
    }

    @Property
    void tango_interval_contains_the_estimate_and_stays_within_one(
            @ForAll("tables") PairedTable table, @ForAll("levels") Confidence level) {
        Interval interval = tango(table.counts(), level);

        assertThat(interval.contains(table.counts().delta())).isTrue();
        assertThat(interval.lower()).isBetween(-1.0, 1.0);
        assertThat(interval.upper()).isBetween(-1.0, 1.0);
    }

    @Property
    void tango_interval_is_mirrored_when_sides_are_swapped(
            @ForAll("tables") PairedTable table, @ForAll("levels") Confidence level) {
        assertThat(tango(table.counts().swapped(), level))
                .isEqualTo(tango(table.counts(), level).negated());
    }

    @Property
    void tango_test_and_interval_agree(@ForAll("tables") PairedTable table, @ForAll("levels") Confidence level) {
        PairedCounts counts = table.counts();
        Interval interval = tango(counts, level);
        if (interval.lower() > -1 && interval.upper() < 1) {
            assertThat(Tango.test(counts, interval.lower()).orElseThrow().pUpper())
                    .isCloseTo(level.tail(), within(1e-9));
            assertThat(Tango.test(counts, interval.upper()).orElseThrow().pLower())
                    .isCloseTo(level.tail(), within(1e-9));
        }
    }

    @Property
    void tango_p_value_falls_when_a_case_more_is_won_and_rises_when_one_more_is_lost(
            @ForAll("tables") PairedTable table) {
        PairedCounts counts = table.counts();
        double p = nonInferior(counts);
        if (table.a() + table.d() > 0) {
            assertThat(nonInferior(new PairedCounts(counts.b() + 1, counts.c(), counts.n())))
                    .isLessThanOrEqualTo(p + 1e-12);
            assertThat(nonInferior(new PairedCounts(counts.b(), counts.c() + 1, counts.n())))
                    .isGreaterThanOrEqualTo(p - 1e-12);
        }
    }

    private static double nonInferior(PairedCounts counts) {
        double p = Tango.test(counts, -0.02).orElseThrow().pUpper();
        assertThat(p).isBetween(0.0, 1.0);
        return p;
    }

    @Property
    void tango_z_at_zero_is_the_plain_mcnemar_statistic(@ForAll("tables") PairedTable table) {
        PairedCounts counts = table.counts();
        double expected =
                counts.discordant() == 0 ? 0 : (counts.b() - counts.c()) / Math.sqrt((double) counts.discordant());

        assertThat(Tango.test(counts, 0).orElseThrow().z()).isCloseTo(expected, within(1e-9));
    }

    @Property
    void newcombe_interval_contains_the_estimate_and_is_mirrored_when_sides_are_swapped(
            @ForAll("tables") PairedTable table, @ForAll("levels") Confidence level) {
        NewcombePaired.Result result = NewcombePaired.interval(table, level).orElseThrow();
        PairedTable swapped = new PairedTable(table.a(), table.c(), table.b(), table.d());
        Interval mirrored =
                NewcombePaired.interval(swapped, level).orElseThrow().interval().negated();

        assertThat(result.interval().contains(result.delta())).isTrue();
        assertThat(result.phi()).isBetween(-1.0, 1.0);
        assertThat(mirrored.lower()).isCloseTo(result.interval().lower(), within(1e-12));
        assertThat(mirrored.upper()).isCloseTo(result.interval().upper(), within(1e-12));
    }

    @Property
    void mcnemar_p_values_are_probabilities_and_mid_p_never_exceeds_exact(@ForAll("tables") PairedTable table) {
        PairedCounts counts = table.counts();

        for (McNemar test : McNemar.values()) {
            assertThat(test.harm(counts)).isBetween(0.0, 1.0);
            assertThat(test.twoSided(counts)).isBetween(0.0, 1.0);
            assertThat(test.twoSided(counts.swapped())).isEqualTo(test.twoSided(counts));
        }
        assertThat(McNemar.MID_P.harm(counts)).isLessThanOrEqualTo(McNemar.EXACT.harm(counts));
        assertThat(McNemar.MID_P.twoSided(counts)).isLessThanOrEqualTo(McNemar.EXACT.twoSided(counts));
    }

    @Property
    void mid_p_of_harm_and_of_benefit_add_up_to_one(@ForAll("tables") PairedTable table) {
        PairedCounts counts = table.counts();
        if (counts.discordant() > 0) {
            assertThat(McNemar.MID_P.harm(counts) + McNemar.MID_P.harm(counts.swapped()))
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Property
    void harm_p_value_falls_when_more_is_lost_and_rises_when_more_is_won(@ForAll("tables") PairedTable table) {
        PairedCounts counts = table.counts();
        PairedCounts oneMoreLost = new PairedCounts(counts.b(), counts.c() + 1, counts.n() + 1);
        PairedCounts oneMoreWon = new PairedCounts(counts.b() + 1, counts.c(), counts.n() + 1);

        for (McNemar test : McNemar.values()) {
            assertThat(test.harm(oneMoreLost)).isLessThanOrEqualTo(test.harm(counts));
            if (counts.discordant() > 0) {
                assertThat(test.harm(oneMoreWon)).isGreaterThanOrEqualTo(test.harm(counts) - 1e-15);
            }
        }
    }

    @Property
    void evidence_of_harm_grows_with_every_loss(@ForAll("tables") PairedTable table) {
        double e = SequentialMcNemar.at(table.b(), table.c(), 0.05).logE();

        assertThat(SequentialMcNemar.at(table.b(), table.c() + 1, 0.05).logE()).isGreaterThan(e);
        assertThat(SequentialMcNemar.at(table.b() + 1, table.c(), 0.05).logE()).isLessThan(e);
    }

    @Property
    void e_process_is_fair_when_neither_side_is_better(@ForAll("tables") PairedTable table) {
        double now = SequentialMcNemar.at(table.b(), table.c(), 0.05).logE();
        double afterLoss = SequentialMcNemar.at(table.b(), table.c() + 1, 0.05).logE();
        double afterWin = SequentialMcNemar.at(table.b() + 1, table.c(), 0.05).logE();

        assertThat((Math.exp(afterLoss - now) + Math.exp(afterWin - now)) / 2).isCloseTo(1, within(1e-9));
    }

    @Property
    void lost_pairing_bounds_contain_the_true_pairing(@ForAll("tables") PairedTable table) {
        FrechetBounds bounds = FrechetBounds.of(
                table.n(), table.baseline().successes(), table.candidate().successes());

        assertThat(table.b()).isBetween(bounds.leastWon(), bounds.mostWon());
        assertThat(bounds.fewestDiscordant().delta()).isEqualTo(table.counts().delta());
        assertThat(bounds.mostDiscordant().delta()).isEqualTo(table.counts().delta());
    }
}
