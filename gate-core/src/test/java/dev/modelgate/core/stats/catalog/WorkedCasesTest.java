package dev.modelgate.core.stats.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every worked case of {@code spec/vectors/stats}, by the rules of comparison in its README. */
class WorkedCasesTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static Path folder() {
        return Path.of(System.getProperty("project.root"), "spec", "vectors", "stats");
    }

    private static List<JsonNode> files() throws IOException {
        List<JsonNode> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder())) {
            for (Path path : paths.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                files.add(JSON.readTree(path.toFile()));
            }
        }
        return files;
    }

    @Test
    void every_method_of_the_worked_cases_is_in_the_catalog_and_has_cases() throws IOException {
        List<JsonNode> files = files();

        assertThat(files.size()).isEqualTo(29);
        for (JsonNode file : files) {
            String name = file.get("method").asText();
            assertThat(StatMethods.named(name)).as(name).isPresent();
            assertThat(file.get("cases").size()).as(name).isGreaterThan(2);
        }
    }

    @TestFactory
    Stream<DynamicContainer> worked_case_matches_within_its_tolerance() throws IOException {
        return files().stream().map(file -> {
            StatMethod method = StatMethods.named(file.get("method").asText()).orElseThrow();
            List<DynamicTest> tests = new ArrayList<>();
            file.get("cases")
                    .forEach(example -> tests.add(
                            DynamicTest.dynamicTest(example.get("id").asText(), () -> check(method, example))));
            return DynamicContainer.dynamicContainer(method.name(), tests);
        });
    }

    private static void check(StatMethod method, JsonNode example) {
        Map<String, Object> input = JsonTree.object(example.get("in"));
        JsonNode expected = example.get("out");
        if (expected.path("invalid").asBoolean(false)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> method.compute(input))
                    .withMessageMatching("(?s).{20,}");
            return;
        }
        double tolerance = example.get("tol").asDouble();
        double relative = example.path("rtol").asDouble(0);
        new Comparison(tolerance, relative).check("out", JsonTree.object(expected), method.compute(input));
    }
}
