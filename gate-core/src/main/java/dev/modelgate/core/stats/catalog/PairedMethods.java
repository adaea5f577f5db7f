package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.AggregateRule;
import dev.modelgate.core.stats.FrechetBounds;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.NewcombePaired;
import dev.modelgate.core.stats.PairedTable;
import dev.modelgate.core.stats.Tango;
import java.util.List;

/** The same cases on both sides, right or wrong. */
final class PairedMethods {

    private PairedMethods() {}

    static List<StatMethod> all() {
        return List.of(
                StatMethod.of(
                        "newcombe_paired10",
                        "interval of a difference of paired proportions, in closed form",
                        PairedMethods::newcombe),
                StatMethod.of("tango", "score interval of a difference of paired proportions", PairedMethods::tango),
                StatMethod.of(
                        "tango_test", "score test of a difference of paired proportions", PairedMethods::tangoTest),
                StatMethod.of(
                        "mcnemar_exact",
                        "exact test whether changed cases changed evenly",
                        in -> mcNemar(McNemar.EXACT, in)),
                StatMethod.of(
                        "mcnemar_midp",
                        "mid-p test whether changed cases changed evenly",
                        in -> mcNemar(McNemar.MID_P, in)),
                StatMethod.of(
                        "aggregate_bounds",
                        "non-inferiority from totals on the same cases, under every pairing",
                        PairedMethods::aggregate));
    }

    private static Answer newcombe(Arguments in) {
        PairedTable table = new PairedTable(in.count("a"), in.count("b"), in.count("c"), in.count("d"));
        return NewcombePaired.interval(table, in.confidence())
                .map(found -> new Answer()
                        .put("delta", found.delta())
                        .put(found.interval())
                        .put("phi", found.phi()))
                .orElseGet(Answer::undefined);
    }

    private static Answer tango(Arguments in) {
        return ProportionMethods.difference(Tango.interval(in.pairedCounts(), in.confidence()));
    }

    private static Answer tangoTest(Arguments in) {
        return Tango.test(in.pairedCounts(), in.number("delta0"))
                .map(test -> new Answer().put("z", test.z()).put("p_upper", test.pUpper()))
                .orElseGet(Answer::undefined);
    }

    private static Answer mcNemar(McNemar variant, Arguments in) {
        return new Answer()
                .put("p_two_sided", variant.twoSided(in.discordantCounts()))
                .put("p_harm", variant.harm(in.discordantCounts()));
    }

    private static Answer aggregate(Arguments in) {
        FrechetBounds bounds = FrechetBounds.of(in.count("n"), in.count("s_base"), in.count("s_cand"));
        return AggregateRule.judge(bounds, in.number("margin"), in.alpha())
                .map(found -> new Answer()
                        .put("delta", found.delta())
                        .put("discordant_min", found.fewest())
                        .put("discordant_max", found.most())
                        .put("lower_best", found.lowerBest())
                        .put("lower_worst", found.lowerWorst())
                        .put("robust", found.robust().name()))
                .orElseGet(Answer::undefined);
    }
}
