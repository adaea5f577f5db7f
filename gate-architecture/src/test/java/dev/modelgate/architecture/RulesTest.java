package dev.modelgate.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule fails on a planted violation; a rule that cannot fail would guard nothing. */
class RulesTest {

    private static final String ROOT = "dev.modelgate.architecture.planted";
    private static final Rules RULES = new Rules(ROOT);
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

    @Test
    void a_core_that_reads_files_is_found() {
        assertViolated(RULES.coreUsesOnlyItsAllowList(), "ReadsFiles");
    }

    @Test
    void a_core_that_uses_a_json_library_is_found() {
        assertViolated(RULES.coreUsesOnlyItsAllowList(), "UsesJackson");
    }

    @Test
    void a_core_that_reads_the_clock_is_found() {
        assertViolated(RULES.coreReadsNoClockAndNoChance(), "ReadsTheClock");
    }

    @ParameterizedTest
    @CsvSource({"core, UsesAnAdapter", "eval, UsesTheRegistry", "registry, UsesTheCommandLine"})
    void an_arrow_upwards_is_found(String module, String planted) {
        assertViolated(RULES.modulesUseOnlyThoseBelow(module), planted);
    }

    @Test
    void a_cycle_between_packages_is_found() {
        assertViolated(RULES.packagesHaveNoCycles(), "Cycle detected");
    }

    @Test
    void an_adapter_that_uses_another_is_found() {
        assertViolated(
                RULES.adaptersReachEachOtherThroughPortsOnly(List.of("eval.onnx", "eval.http")), "UsesAnotherAdapter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UsesWhatIsNotPublished", "OpensWhatIsClosed"})
    void a_front_end_that_does_what_nobody_else_can_is_found(String planted) {
        assertViolated(RULES.frontEndsUseOnlyWhatIsPublished(List.of("cli"), List.of("eval.http")), planted);
    }

    private static void assertViolated(ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(PLANTED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit);
    }
}
