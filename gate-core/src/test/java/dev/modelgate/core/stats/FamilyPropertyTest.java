package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of every family of p-values. */
class FamilyPropertyTest {

    private static final double ROUNDING = 1e-12;

    @Provide
    Arbitrary<List<OptionalDouble>> families() {
        return Arbitraries.doubles()
                .between(0, 1)
                .ofScale(4)
                .map(OptionalDouble::of)
                .injectNull(0.2)
                .map(p -> p == null ? OptionalDouble.empty() : p)
                .list()
                .ofMaxSize(30);
    }

    @Property
    void adjusted_values_lie_between_raw_and_one_and_bh_never_exceeds_holm(
            @ForAll("families") List<OptionalDouble> raw) {
        List<OptionalDouble> holm = Holm.adjust(raw);
        List<OptionalDouble> bh = BenjaminiHochberg.adjust(raw);

        assertThat(holm.size()).isEqualTo(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            assertThat(holm.get(i).isPresent()).isEqualTo(raw.get(i).isPresent());
            assertThat(bh.get(i).isPresent()).isEqualTo(raw.get(i).isPresent());
            if (raw.get(i).isPresent()) {
                assertThat(bh.get(i).getAsDouble()).isBetween(raw.get(i).getAsDouble() - ROUNDING, 1.0);
                assertThat(holm.get(i).getAsDouble()).isBetween(bh.get(i).getAsDouble() - ROUNDING, 1.0);
            }
        }
    }

    @Property
    void order_of_the_family_does_not_matter(@ForAll("families") List<OptionalDouble> raw) {
        List<OptionalDouble> reversed = new ArrayList<>(raw);
        Collections.reverse(reversed);
        List<OptionalDouble> holm = new ArrayList<>(Holm.adjust(reversed));
        List<OptionalDouble> bh = new ArrayList<>(BenjaminiHochberg.adjust(reversed));
        Collections.reverse(holm);
        Collections.reverse(bh);

        assertThat(holm).isEqualTo(Holm.adjust(raw));
        assertThat(bh).isEqualTo(BenjaminiHochberg.adjust(raw));
    }

    @Property
    void order_of_p_values_is_kept_by_adjusting(@ForAll("families") List<OptionalDouble> raw) {
        List<OptionalDouble> holm = Holm.adjust(raw);
        for (int i = 0; i < raw.size(); i++) {
            for (int j = 0; j < raw.size(); j++) {
                if (raw.get(i).isPresent()
                        && raw.get(j).isPresent()
                        && raw.get(i).getAsDouble() <= raw.get(j).getAsDouble()) {
                    assertThat(holm.get(i).getAsDouble())
                            .isLessThanOrEqualTo(holm.get(j).getAsDouble());
                }
            }
        }
    }
}
