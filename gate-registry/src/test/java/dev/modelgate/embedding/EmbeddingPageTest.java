package dev.modelgate.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page shows is what is compiled and run here. */
class EmbeddingPageTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path SAMPLES = ROOT.resolve("gate-registry/src/test/java/dev/modelgate/embedding");

    /** A sample's name as a link, and the block of Java that follows. */
    private static final Pattern SHOWN =
            Pattern.compile("\\[`(\\w+)\\.java`\\][^\\n]*\\n\\n```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void every_sample_is_shown_word_for_word_and_nothing_else_is() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/embedding.md"));
        Map<String, String> shown = new TreeMap<>();
        for (MatchResult block : SHOWN.matcher(page).results().toList()) {
            shown.put(block.group(1), block.group(2));
        }

        assertThat(shown).containsExactlyEntriesOf(samples());
        assertThat(Pattern.compile("```java").matcher(page).results().count()).isEqualTo(shown.size());
    }

    /** Without the package, which a reader has another of. */
    private static Map<String, String> samples() throws IOException {
        Map<String, String> samples = new TreeMap<>(Comparator.naturalOrder());
        for (Path file : files()) {
            String name = file.getFileName().toString().replace(".java", "");
            if (!name.endsWith("Test") && !name.equals("package-info")) {
                samples.put(name, Files.readString(file).replaceFirst("package [^;]+;\\s+", ""));
            }
        }
        return samples;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.toList();
        }
    }
}
