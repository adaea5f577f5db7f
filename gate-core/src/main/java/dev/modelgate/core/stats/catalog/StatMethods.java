package dev.modelgate.core.stats.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All statistical methods, by name. */
public final class StatMethods {

    private static final Map<String, StatMethod> BY_NAME = byName();

    private StatMethods() {}

    private static Map<String, StatMethod> byName() {
        Map<String, StatMethod> result = new TreeMap<>();
        Stream.of(
                        ProportionMethods.all(),
                        PairedMethods.all(),
                        FamilyMethods.all(),
                        GradedMethods.all(),
                        PowerMethods.all(),
                        LatencyMethods.all(),
                        SequentialMethods.all(),
                        DriftMethods.all(),
                        CostMethods.all(),
                        RuleMethods.all())
                .flatMap(List::stream)
                .forEach(method -> result.put(method.name(), method));
        return result;
    }

    /** All methods in alphabetical order. */
    public static List<StatMethod> all() {
        return List.copyOf(BY_NAME.values());
    }

    public static Optional<StatMethod> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
