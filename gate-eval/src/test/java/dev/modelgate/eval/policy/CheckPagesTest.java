package dev.modelgate.eval.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.check.Check;
import dev.modelgate.core.policy.check.PlacedCheck;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check has a page in {@code docs/checks} that says what the code does. */
class CheckPagesTest {

    private static final Path PAGES = Path.of(System.getProperty("project.root"), "docs", "checks");
    private static final Pattern SAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Set<String> WORDS_OF_ALL = Set.of("type", "id", "severity", "suite");

    static ImmutableSet<String> types() {
        return CheckReader.types();
    }

    @Test
    void every_check_has_a_page_and_every_page_a_check() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            types().stream().map(type -> type + ".md").toList());
        }
        assertThat(types()).hasSize(Check.class.getPermittedSubclasses().length);
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_sample_is_a_policy_and_the_page_says_what_that_demands(String type) throws IOException {
        String page = page(type);
        Matcher sample = SAMPLE.matcher(page);
        assertThat(sample.find()).as("a sample in %s.md", type).isTrue();
        GateYaml yaml = GateYaml.read(sample.group(1).getBytes(StandardCharsets.UTF_8), type + ".md");
        PlacedCheck check = PolicyReader.read(yaml.policy().orElseThrow(), type + ".md")
                .checks()
                .get(0);

        assertThat(check.check().type()).isEqualTo(type);
        assertThat(page).contains("\n> " + check.demand() + "\n");
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_words_are_those_of_the_schema(String type) throws IOException {
        JsonObject schema = JsonShape.object(
                JsonReader.read(PolicySchema.text().getBytes(StandardCharsets.UTF_8), "the schema"), "the schema");
        JsonObject check = object(object(schema, "$defs"), "check_" + type);
        Set<String> words = Set.copyOf(object(check, "properties").members().keySet());

        assertThat(words.stream().filter(word -> !WORDS_OF_ALL.contains(word)))
                .allSatisfy(word -> assertThat(page(type)).contains("| `%s` |".formatted(word)));
        Matcher rows = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE).matcher(page(type));
        assertThat(rows.results().map(row -> row.group(1))).isSubsetOf(words);
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_overview_names_it(String type) throws IOException {
        assertThat(Files.readString(PAGES.resolveSibling("policy.md")))
                .contains("| [`%s`](checks/%s.md) |".formatted(type, type));
    }

    private static JsonObject object(JsonObject owner, String key) {
        return JsonShape.object(owner.member(key).orElseThrow(), key);
    }

    private static String page(String type) throws IOException {
        return Files.readString(PAGES.resolve(type + ".md"));
    }
}
