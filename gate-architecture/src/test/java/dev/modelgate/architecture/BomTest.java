package dev.modelgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever imports the bill of materials gets every published module, all of one version, and nothing else. */
class BomTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));

    /** Modules that nobody depends on. */
    private static final List<String> UNPUBLISHED = List.of("gate-bom", "gate-architecture");

    @Test
    void every_published_module_is_managed() throws IOException {
        List<String> published = found("<module>([^<]+)</module>", pom("")).stream()
                .filter(module -> !module.startsWith("examples/") && !UNPUBLISHED.contains(module))
                .toList();

        assertThat(found("<dependency>.*?<artifactId>([^<]+)</artifactId>", pom("gate-bom")))
                .containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void all_have_the_version_of_the_build() throws IOException {
        String version = found("<artifactId>modelgate</artifactId>\\s*<version>([^<]+)</version>", pom(""))
                .get(0);

        assertThat(found("<artifactId>gate-bom</artifactId>\\s*<version>([^<]+)</version>", pom("gate-bom")))
                .containsExactly(version);
        assertThat(found("<dependency>.*?<version>([^<]+)</version>", pom("gate-bom")))
                .isNotEmpty()
                .allMatch("${project.version}"::equals);
    }

    private static String pom(String module) throws IOException {
        return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
