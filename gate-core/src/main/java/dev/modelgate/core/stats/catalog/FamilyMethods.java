package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.BenjaminiHochberg;
import dev.modelgate.core.stats.Holm;
import java.util.List;

/** Families of p-values. */
final class FamilyMethods {

    private FamilyMethods() {}

    static List<StatMethod> all() {
        return List.of(
                StatMethod.of(
                        "holm",
                        "p-values adjusted so that any false alarm is rare",
                        in -> new Answer().putOptionals("adjusted", Holm.adjust(in.optionalNumbers("p")))),
                StatMethod.of(
                        "bh",
                        "p-values adjusted so that few alarms are false",
                        in -> new Answer()
                                .putOptionals("adjusted", BenjaminiHochberg.adjust(in.optionalNumbers("p")))));
    }
}
