package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.GroupSequential;
import dev.modelgate.core.stats.MixtureSprt;
import dev.modelgate.core.stats.SequentialMcNemar;
import dev.modelgate.core.stats.Spending;
import java.util.List;

/** Tests of data that is looked at while it comes in. */
final class SequentialMethods {

    private SequentialMethods() {}

    static List<StatMethod> all() {
        return List.of(
                StatMethod.of(
                        "group_sequential", "boundaries for a few planned looks", SequentialMethods::groupSequential),
                StatMethod.of(
                        "msprt",
                        "test of a mean difference at any look, with confidence sequence",
                        SequentialMethods::sprt),
                StatMethod.of(
                        "seq_mcnemar_e", "e-value of harm in paired traffic, at any look", SequentialMethods::eValue));
    }

    private static Answer groupSequential(Arguments in) {
        List<Double> fractions = in.numbers("fractions");
        GroupSequential found = GroupSequential.boundaries(fractions, in.alpha(), spending(in.text("spending")));
        return fractions.isEmpty()
                ? Answer.undefined()
                : new Answer().putNumbers("spent", found.spent()).putNumbers("z", found.z());
    }

    private static Spending spending(String name) {
        return switch (name) {
            case "obf" -> Spending.O_BRIEN_FLEMING;
            case "pocock" -> Spending.POCOCK;
            default ->
                throw new IllegalArgumentException("spending is '" + name + "', but 'obf' or 'pocock' is required");
        };
    }

    private static Answer sprt(Arguments in) {
        MixtureSprt.Look look =
                new MixtureSprt.Look(in.number("theta_hat"), in.number("theta0"), in.number("var"), in.count("n"));
        return MixtureSprt.at(look, in.number("tau2"), in.alpha())
                .map(found -> new Answer()
                        .put("log_lambda", found.logLambda())
                        .put("p_now", found.pNow())
                        .put("radius", found.radius())
                        .put("reject", found.reject()))
                .orElseGet(Answer::undefined);
    }

    private static Answer eValue(Arguments in) {
        SequentialMcNemar found = SequentialMcNemar.at(in.count("b"), in.count("c"), in.alpha());
        return new Answer().put("log_e", found.logE()).put("reject", found.reject());
    }
}
