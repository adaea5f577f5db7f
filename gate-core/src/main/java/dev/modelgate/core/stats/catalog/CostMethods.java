package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.CostAndQuality;
import dev.modelgate.core.stats.CostEffectiveness;
import dev.modelgate.core.stats.EfficiencyFrontier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Cost per quality, in exact decimals. */
final class CostMethods {

    private CostMethods() {}

    static List<StatMethod> all() {
        return List.of(
                StatMethod.of("icer", "cost per unit of quality gained, and net benefit", CostMethods::icer),
                StatMethod.of("icer_frontier", "options worth considering, by rising cost", CostMethods::frontier));
    }

    private static Answer icer(Arguments in) {
        CostEffectiveness found = CostEffectiveness.of(
                new CostAndQuality(in.decimal("cost_base"), in.decimal("quality_base")),
                new CostAndQuality(in.decimal("cost_cand"), in.decimal("quality_cand")),
                in.optionalDecimal("wtp"));
        return new Answer()
                .put("d_cost", found.addedCost())
                .put("d_quality", found.addedQuality())
                .put("quadrant", found.quadrant().name())
                .putDecimal("icer", found.ratio())
                .putDecimal("inmb", found.netBenefit());
    }

    private static Answer frontier(Arguments in) {
        List<EfficiencyFrontier.Strategy> strategies = in.objects("strategies").stream()
                .map(item -> new EfficiencyFrontier.Strategy(
                        item.text("id"), new CostAndQuality(item.decimal("cost"), item.decimal("quality"))))
                .toList();
        if (strategies.isEmpty()) {
            return Answer.undefined();
        }
        EfficiencyFrontier found = EfficiencyFrontier.of(strategies);
        return new Answer()
                .put("frontier", found.frontier())
                .put("icers", found.ratios().stream().map(CostMethods::orNull).toList())
                .put("dominated", found.dominated())
                .put("extended", found.extended());
    }

    private static Object orNull(Optional<BigDecimal> ratio) {
        return ratio.isPresent() ? ratio.get() : ratio;
    }
}
