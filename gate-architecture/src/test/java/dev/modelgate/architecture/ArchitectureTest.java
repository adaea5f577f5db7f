package dev.modelgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project keeps its own rules. */
class ArchitectureTest {

    private static final Rules RULES = new Rules("dev.modelgate");
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("dev/modelgate/architecture"))
            .importPackages("dev.modelgate");

    private static final List<String> ADAPTERS = List.of(
            "eval.onnx",
            "eval.http",
            "eval.process",
            "registry.file",
            "registry.postgres",
            "registry.gitstore",
            "registry.artifact.mlflow",
            "registry.artifact.oci",
            "registry.sign",
            "ci.github",
            "ci.gitlab",
            "ci.shell");

    @Test
    void every_module_is_looked_at() {
        for (String module : List.of("core", "eval", "registry", "ci", "cli", "examples")) {
            assertThat(PRODUCTION.stream().filter(type -> type.getPackageName().startsWith("dev.modelgate." + module)))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void the_core_uses_only_its_allow_list() {
        RULES.coreUsesOnlyItsAllowList().check(PRODUCTION);
    }

    @Test
    void the_core_reads_no_clock_and_no_chance() {
        RULES.coreReadsNoClockAndNoChance().check(PRODUCTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "eval", "registry"})
    void modules_use_only_those_below(String module) {
        RULES.modulesUseOnlyThoseBelow(module).check(PRODUCTION);
    }

    @Test
    void packages_have_no_cycles() {
        RULES.packagesHaveNoCycles().check(PRODUCTION);
    }

    @Test
    void adapters_reach_each_other_through_ports_only() {
        RULES.adaptersReachEachOtherThroughPortsOnly(ADAPTERS).check(PRODUCTION);
    }
}
