package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonLines;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked cases of the specification, through the command. */
class CompareVectorsTest {

    private static final Path CASES =
            Path.of(System.getProperty("project.root"), "spec", "vectors", "compare", "cases.jsonl");

    @TempDir
    private Path directory;

    /** One worked case; printed by its name. */
    record Worked(String name, JsonObject fields) {
        String text(String key) {
            return JsonShape.text(JsonShape.required(fields, key, name), name);
        }

        List<String> texts(String key) {
            return fields.member(key).map(value -> JsonShape.array(value, name).items()).stream()
                    .flatMap(List::stream)
                    .map(value -> JsonShape.text(value, name))
                    .toList();
        }

        int exit() {
            return (int) JsonShape.integer(JsonShape.required(fields, "exit", name), name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Worked> cases() throws IOException {
        List<Worked> cases = new ArrayList<>();
        try (InputStream in = Files.newInputStream(CASES)) {
            JsonLines.forEach(
                    in,
                    CASES.toString(),
                    (line, where) -> cases.add(
                            new Worked(JsonShape.text(JsonShape.required(line, "name", where), where), line)));
        }
        return cases.stream();
    }

    @Test
    void there_are_worked_cases() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_command_does_what_the_specification_says(Worked worked) throws IOException {
        Files.writeString(directory.resolve("c.json"), worked.text("candidate"));
        Files.writeString(directory.resolve("b.json"), worked.text("baseline"));
        for (String file : List.of("candidate_cases", "baseline_cases")) {
            if (worked.fields().member(file).isPresent()) {
                Files.writeString(directory.resolve(file + ".jsonl"), worked.text(file));
            }
        }

        Shell.Result result = compare(worked, "text");

        assertThat(result.status()).as(result.err()).isEqualTo(worked.exit());
        if (worked.exit() == 1 || worked.exit() == 64) {
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines()).hasSize(1);
        } else if (worked.exit() == 0) {
            assertThat(result.out().lines()).hasSize(1);
        }
        for (String key : List.of("fail", "missing", "reason")) {
            worked.texts(key.equals("reason") ? "none" : key)
                    .forEach(name -> assertThat(result.out()).contains(name));
        }
        if (worked.exit() == 0 || worked.exit() == 2) {
            assertVerdict(worked, compare(worked, "json"));
        }
    }

    private static void assertVerdict(Worked worked, Shell.Result result) {
        JsonObject verdict = JsonReader.readObject(result.out().getBytes(StandardCharsets.UTF_8), "verdict");
        assertThat(buckets(verdict, "FAIL")).isEqualTo(worked.texts("fail"));
        assertThat(buckets(verdict, "MISSING")).isEqualTo(worked.texts("missing"));
        if (worked.fields().member("new").isPresent()) {
            assertThat(buckets(verdict, "NEW")).isEqualTo(worked.texts("new"));
        }
        worked.fields()
                .member("promotable")
                .ifPresent(required -> assertThat(verdict.member("promotable")).contains(required));
        if (worked.fields().member("reason").isPresent()) {
            assertThat(result.out()).contains("\"reasons\": [\"" + worked.text("reason") + "\"]");
        }
    }

    private static List<String> buckets(JsonObject verdict, String status) {
        List<JsonValue> rows = JsonShape.array(JsonShape.required(verdict, "buckets", "verdict"), "verdict")
                .items();
        return rows.stream()
                .map(row -> JsonShape.object(row, "row"))
                .filter(row -> JsonShape.text(JsonShape.required(row, "status", "row"), "row")
                        .equals(status))
                .map(row -> JsonShape.text(JsonShape.required(row, "bucket", "row"), "row"))
                .toList();
    }

    private Shell.Result compare(Worked worked, String format) {
        return new Shell(directory)
                .run(
                        "compare",
                        "--candidate",
                        "c.json",
                        "--baseline",
                        "b.json",
                        "--tolerance",
                        worked.text("tolerance"),
                        "--format",
                        format);
    }
}
