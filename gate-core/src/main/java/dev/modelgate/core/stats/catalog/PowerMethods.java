package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.ExactPower;
import dev.modelgate.core.stats.HarmPower;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.NonInferiorityPower;
import dev.modelgate.core.stats.PairedTruth;
import java.util.List;
import java.util.OptionalDouble;

/** Planning: power, detectable effects and required cases. */
final class PowerMethods {

    private PowerMethods() {}

    static List<StatMethod> all() {
        return List.of(StatMethod.of(
                "power_paired",
                "power, detectable drop and required cases; kind: n_harm, mde_harm, n_ni, power_harm_exact,"
                        + " power_ni_exact",
                PowerMethods::answer));
    }

    private static Answer answer(Arguments in) {
        String kind = in.text("kind");
        return switch (kind) {
            case "n_harm" -> casesForHarm(in);
            case "mde_harm" -> new Answer().put("mde", harm(in).detectable((double) in.count("n"), in.number("psi")));
            case "n_ni" -> casesForNonInferiority(in);
            case "power_harm_exact" -> new Answer().put("power", exact(in).harm(test(in.text("test"))));
            case "power_ni_exact" -> new Answer().put("power", exact(in).nonInferiority(in.number("margin")));
            default ->
                throw new IllegalArgumentException("kind is '" + kind
                        + "', but one of n_harm, mde_harm, n_ni, power_harm_exact, power_ni_exact is required");
        };
    }

    private static Answer casesForHarm(Arguments in) {
        OptionalDouble cases = harm(in).cases(in.number("psi"), in.number("delta"));
        Answer answer = new Answer().put("n", cases);
        return cases.isPresent()
                ? answer.put("n_ceil", (long) Math.ceil(cases.getAsDouble()))
                : answer.putNull("n_ceil");
    }

    private static Answer casesForNonInferiority(Arguments in) {
        NonInferiorityPower plan = new NonInferiorityPower(in.alpha(), in.number("power"));
        return new Answer().put("n", plan.cases(in.number("psi"), in.number("true_delta"), in.number("margin")));
    }

    private static HarmPower harm(Arguments in) {
        return new HarmPower(in.alpha(), in.number("power"));
    }

    private static ExactPower exact(Arguments in) {
        return new ExactPower(new PairedTruth(in.number("p_b"), in.number("p_c")), in.smallCount("n"), in.alpha());
    }

    private static McNemar test(String name) {
        return switch (name) {
            case "exact" -> McNemar.EXACT;
            case "midp" -> McNemar.MID_P;
            default -> throw new IllegalArgumentException("test is '" + name + "', but 'exact' or 'midp' is required");
        };
    }
}
