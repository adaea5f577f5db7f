package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of several options are worth considering, in exact decimals.
 *
 * <p>Drummond et al. (2015); Paulden (2020), PharmacoEconomics 38:785. Dominated: another costs no more and is no
 * worse, one of the two strictly (of equals the first listed stays). Extended dominance: some mix of two others
 * does better, that is, the ratios along the frontier would not rise.
 *
 * @param frontier identifiers by rising cost
 * @param ratios cost per unit of quality over the previous one on the frontier; empty for the first
 * @param dominated identifiers, as listed
 * @param extended identifiers removed by extended dominance, as listed
 */
public record EfficiencyFrontier(
        List<String> frontier, List<Optional<BigDecimal>> ratios, List<String> dominated, List<String> extended) {

    /** A named option. */
    public record Strategy(String id, CostAndQuality value) {}

    public EfficiencyFrontier {
        frontier = List.copyOf(frontier);
        ratios = List.copyOf(ratios);
        dominated = List.copyOf(dominated);
        extended = List.copyOf(extended);
    }

    /**
     * The frontier of these options; empty lists of none.
     *
     * @throws IllegalArgumentException if an identifier occurs twice
     */
    public static EfficiencyFrontier of(List<Strategy> strategies) {
        checkDistinct(strategies);
        List<Strategy> efficient = new ArrayList<>();
        List<String> dominated = new ArrayList<>();
        for (int i = 0; i < strategies.size(); i++) {
            if (isDominated(strategies, i)) {
                dominated.add(strategies.get(i).id());
            } else {
                efficient.add(strategies.get(i));
            }
        }
        List<Strategy> hull = hull(efficient);
        List<String> extended = efficient.stream()
                .filter(strategy -> !hull.contains(strategy))
                .map(Strategy::id)
                .toList();
        return new EfficiencyFrontier(hull.stream().map(Strategy::id).toList(), ratios(hull), dominated, extended);
    }

    private static void checkDistinct(List<Strategy> strategies) {
        Set<String> seen = new HashSet<>();
        for (Strategy strategy : strategies) {
            if (!seen.add(strategy.id())) {
                throw new IllegalArgumentException(
                        "strategy '" + strategy.id() + "' occurs twice, but each needs an id of its own");
            }
        }
    }

    private static boolean isDominated(List<Strategy> strategies, int index) {
        CostAndQuality value = strategies.get(index).value();
        for (int i = 0; i < strategies.size(); i++) {
            CostAndQuality other = strategies.get(i).value();
            if (other.dominates(value) || (i < index && other.sameAs(value))) {
                return true;
            }
        }
        return false;
    }

    /** Drops each option whose ratio exceeds that of its successor; equal ratios stay. */
    private static List<Strategy> hull(List<Strategy> efficient) {
        List<Strategy> hull = new ArrayList<>();
        List<Strategy> byCost = efficient.stream()
                .sorted(Comparator.comparing(strategy -> strategy.value().cost()))
                .toList();
        for (Strategy next : byCost) {
            while (hull.size() > 1 && isBeaten(hull.get(hull.size() - 2), hull.get(hull.size() - 1), next)) {
                hull.remove(hull.size() - 1);
            }
            hull.add(next);
        }
        return hull;
    }

    /** Ratios compared by cross-multiplication: exact. */
    private static boolean isBeaten(Strategy before, Strategy middle, Strategy after) {
        BigDecimal first = cost(before, middle).multiply(quality(middle, after));
        BigDecimal second = cost(middle, after).multiply(quality(before, middle));
        return first.compareTo(second) > 0;
    }

    private static List<Optional<BigDecimal>> ratios(List<Strategy> hull) {
        List<Optional<BigDecimal>> ratios = new ArrayList<>();
        for (int i = 0; i < hull.size(); i++) {
            ratios.add(i == 0 ? Optional.empty() : Optional.of(ratio(hull.get(i - 1), hull.get(i))));
        }
        return ratios;
    }

    private static BigDecimal ratio(Strategy from, Strategy to) {
        return cost(from, to).divide(quality(from, to), MathContext.DECIMAL128);
    }

    private static BigDecimal cost(Strategy from, Strategy to) {
        return to.value().cost().subtract(from.value().cost());
    }

    private static BigDecimal quality(Strategy from, Strategy to) {
        return to.value().quality().subtract(from.value().quality());
    }
}
