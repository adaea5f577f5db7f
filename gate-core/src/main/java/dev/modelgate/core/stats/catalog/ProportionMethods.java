package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.ClopperPearson;
import dev.modelgate.core.stats.Estimate;
import dev.modelgate.core.stats.FarringtonManning;
import dev.modelgate.core.stats.MiettinenNurminen;
import dev.modelgate.core.stats.NewcombeUnpaired;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.Wilson;
import java.util.List;
import java.util.Optional;

/** Single proportions and differences of independent ones. */
final class ProportionMethods {

    private ProportionMethods() {}

    static List<StatMethod> all() {
        return List.of(
                StatMethod.of("wilson", "score interval of a proportion", ProportionMethods::wilson),
                StatMethod.of("clopper_pearson_upper", "exact upper bound of a proportion", ProportionMethods::exact),
                StatMethod.of(
                        "newcombe_unpaired",
                        "interval of a difference of independent proportions, in closed form",
                        ProportionMethods::newcombe),
                StatMethod.of(
                        "miettinen_nurminen",
                        "score interval of a difference of independent proportions",
                        ProportionMethods::miettinenNurminen),
                StatMethod.of(
                        "farrington_manning",
                        "non-inferiority test of independent proportions",
                        ProportionMethods::farringtonManning));
    }

    private static Answer wilson(Arguments in) {
        return Wilson.interval(new Proportion(in.count("x"), in.count("n")), in.confidence())
                .map(found -> new Answer().put("estimate", found.value()).put(found.interval()))
                .orElseGet(Answer::undefined);
    }

    private static Answer exact(Arguments in) {
        return ClopperPearson.upper(new Proportion(in.count("x"), in.count("n")), in.alpha())
                .map(upper -> new Answer().put("upper", upper.doubleValue()))
                .orElseGet(Answer::undefined);
    }

    private static Answer newcombe(Arguments in) {
        return difference(NewcombeUnpaired.interval(in.candidate(), in.baseline(), in.confidence()));
    }

    private static Answer miettinenNurminen(Arguments in) {
        MiettinenNurminen variant =
                in.flag("bias_correction") ? MiettinenNurminen.BIAS_CORRECTED : MiettinenNurminen.MEE;
        return difference(variant.interval(in.candidate(), in.baseline(), in.confidence()));
    }

    static Answer difference(Optional<Estimate> estimate) {
        return estimate.map(found -> new Answer().put("delta", found.value()).put(found.interval()))
                .orElseGet(Answer::undefined);
    }

    private static Answer farringtonManning(Arguments in) {
        return FarringtonManning.test(in.candidate(), in.baseline(), in.number("margin"))
                .map(test -> new Answer().put("z", test.z()).put("p", test.pUpper()))
                .orElseGet(Answer::undefined);
    }
}
