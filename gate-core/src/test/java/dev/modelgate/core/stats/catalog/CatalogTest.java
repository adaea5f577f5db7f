package dev.modelgate.core.stats.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which methods there are, and the largest input that one takes. */
class CatalogTest {

    private static final List<String> NAMES = List.of(
            "aggregate_bounds",
            "bh",
            "bootstrap_paired",
            "clopper_pearson_upper",
            "clustered_se",
            "farrington_manning",
            "group_sequential",
            "hoeffding",
            "holm",
            "icer",
            "icer_frontier",
            "kl",
            "mcnemar_exact",
            "mcnemar_midp",
            "median_order_ci",
            "median_ratio",
            "miettinen_nurminen",
            "msprt",
            "newcombe_paired10",
            "newcombe_unpaired",
            "noninferiority_decision",
            "paired_t",
            "point_rule",
            "power_paired",
            "psi_categorical",
            "psi_null_quantile",
            "psi_numeric",
            "seq_mcnemar_e",
            "tango",
            "tango_test",
            "wilson");

    @Test
    void catalog_lists_every_method_once_in_alphabetical_order() {
        assertThat(StatMethods.all()).extracting(StatMethod::name).containsExactlyElementsOf(NAMES);
        assertThat(StatMethods.all()).allMatch(method -> method.description().length() > 15);
        assertThat(StatMethods.named("no such method")).isEmpty();
    }

    @Test
    void every_method_belongs_to_one_family() {
        List<String> families = Stream.of(
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
                .map(StatMethod::name)
                .toList();

        assertThat(families).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void a_method_answers_what_its_computation_does() {
        StatMethod twice = StatMethod.of(
                "twice", "Twice a number.", arguments -> new Answer().put("result", 2 * arguments.number("x")));

        assertThat(twice.compute(Map.of("x", new BigDecimal("1.5")))).isEqualTo(Map.of("result", 3.0));
    }

    @Test
    void a_decimal_has_at_most_a_thousand_digits_on_either_side() {
        assertThat(decimal("9".repeat(1000))).isEqualByComparingTo("9".repeat(1000));
        assertThat(decimal("1e-1000")).isEqualByComparingTo("1e-1000");
        for (String beyond : List.of("9".repeat(1001), "1e-1001", "1e1001")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> decimal(beyond))
                    .withMessageContaining("a decimal of at most 1000 digits is required");
        }
    }

    @Test
    void a_long_value_is_shown_by_its_first_eighty_characters() {
        String longest = "x".repeat(78);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> decimal(longest))
                .withMessageContaining(" is '" + longest + "', but");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decimal(longest + "x"))
                .withMessageContaining(" is '" + longest + "x…, but");
    }

    private static BigDecimal decimal(String text) {
        return new JsonValue("field 'x'", text).decimal();
    }
}
