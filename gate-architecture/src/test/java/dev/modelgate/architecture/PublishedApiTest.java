package dev.modelgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is published, and that nothing but it is needed to do what the gate's own front ends do. */
class PublishedApiTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));

    /** Reached through ports and addresses only; all other packages below the front ends are published. */
    private static final List<String> UNPUBLISHED = List.of(
            "eval.cache",
            "eval.duckdb",
            "eval.http",
            "eval.process",
            "eval.render.html",
            "registry.artifact.mlflow",
            "registry.artifact.oci",
            "registry.file",
            "registry.gitstore",
            "registry.postgres",
            "registry.sign.dsse");

    private static final Map<String, String> MODULES = Map.of(
            "gate-core", "core",
            "gate-eval", "eval",
            "gate-registry", "registry",
            "gate-ci", "ci",
            "gate-cli", "cli",
            "gate-maven-plugin", "maven",
            "examples/grammar-tutor", "examples/tutor");

    @Test
    void command_goals_ci_and_example_use_only_what_is_published() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPaths(modules());

        for (String module : List.of("cli", "ci", "maven", "examples")) {
            assertThat(all.stream().filter(type -> type.getPackageName().startsWith("dev.modelgate." + module)))
                    .as(module)
                    .isNotEmpty();
        }
        new Rules("dev.modelgate")
                .frontEndsUseOnlyWhatIsPublished(List.of("cli", "ci", "maven", "examples"), UNPUBLISHED)
                .check(all);
    }

    /** Beside each other in one package, classes see what no caller sees. */
    @Test
    void every_module_has_packages_of_its_own() throws IOException {
        for (Map.Entry<String, String> module : MODULES.entrySet()) {
            Path sources = ROOT.resolve(module.getKey()).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                assertThat(files.filter(file -> file.toString().endsWith(".java")))
                        .as(module.getKey())
                        .isNotEmpty()
                        .allMatch(file -> file.startsWith(sources.resolve("dev/modelgate/" + module.getValue())));
            }
        }
    }

    @Test
    void the_packages_that_are_not_published_exist() {
        assertThat(UNPUBLISHED).allSatisfy(name -> {
            String[] parts = name.split("\\.", 2);
            assertThat(ROOT.resolve("gate-" + parts[0] + "/src/main/java/dev/modelgate")
                            .resolve(name.replace('.', '/')))
                    .isDirectory();
        });
    }

    @Test
    void page_and_comparison_leave_out_the_same_packages() throws IOException {
        assertThat(found("<exclude>dev\\.modelgate\\.([a-z.]+)</exclude>", "pom.xml"))
                .containsExactlyElementsOf(UNPUBLISHED);
        assertThat(found("(?m)^\\| .*\\|", "docs/embedding.md").stream()
                        .flatMap(row -> Pattern.compile("`dev\\.modelgate\\.([a-z.]+)`")
                                .matcher(row)
                                .results()
                                .map(result -> result.group(1))))
                .containsExactlyInAnyOrderElementsOf(UNPUBLISHED);
    }

    /** The plugin is nobody's dependency, so its classes are looked for where the build leaves them. */
    private static List<Path> modules() {
        return MODULES.keySet().stream()
                .map(module -> ROOT.resolve(module).resolve("target"))
                .map(target -> Files.isDirectory(target.resolve("classes/dev"))
                        ? target.resolve("classes")
                        : target.resolve("jt/classes"))
                .toList();
    }

    private static List<String> found(String pattern, String file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .map(result -> result.group(result.groupCount()))
                .toList();
    }
}
