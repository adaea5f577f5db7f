package dev.modelgate.eval.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.score.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that the tools themselves wrote; {@code scripts/real/harnesses.sh} makes them again. */
class ImportersTest {

    private static final Path FIXTURES = Path.of(System.getProperty("project.root"), "fixtures", "harness");

    @TempDir
    Path directory;

    @Test
    void junit_counts_failures_and_keeps_errors_and_skipped_tests_apart() throws Exception {
        EvalReport report = imported("junit", FIXTURES.resolve("pytest-9.2.0.xml"));

        assertThat(report.buckets().get("aggregate")).isEqualTo(Bucket.ofCounts("aggregate", 3, 4));
        assertThat(report.buckets().get("test_tutor")).isEqualTo(Bucket.ofCounts("test_tutor", 2, 3));
        assertThat(report.numbers()).containsKeys("errors", "skipped");
        assertThat(report.numbers().get("errors")).isEqualByComparingTo("1");
        assertThat(report.numbers().get("skipped")).isEqualByComparingTo("1");
        assertThat(report.modelSha()).isEmpty();
        assertThat(report.cases().orElseThrow()).extracting("id").contains("test_tutor.test_past[eat]");
    }

    @Test
    void a_document_type_is_not_read() throws Exception {
        Path file =
                write("x.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><testsuite>&b;</testsuite>");

        assertThatThrownBy(() -> read("junit", file))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("is no JUnit XML that can be read");
    }

    @Test
    void inspect_gives_each_sample_its_letter() throws Exception {
        EvalReport report = imported("inspect", FIXTURES.resolve("inspect-0.3.285.json"));

        assertThat(report.buckets().get("aggregate")).isEqualTo(Bucket.ofCounts("aggregate", 1, 2));
        assertThat(report.cases().orElseThrow())
                .filteredOn("id", "eat")
                .singleElement()
                .satisfies(eat -> {
                    assertThat(eat.input()).contains("past of eat?");
                    assertThat(eat.expected()).contains("ate");
                    assertThat(eat.output()).contains("eated");
                    assertThat(eat.passed()).contains(false);
                });
    }

    @Test
    void half_a_run_of_inspect_is_none() throws Exception {
        Path cancelled = write(
                "log.json",
                Files.readString(FIXTURES.resolve("inspect-0.3.285.json"))
                        .replace("\"status\": \"success\"", "\"status\": \"cancelled\""));

        assertThatThrownBy(() -> read("inspect", cancelled))
                .hasMessageContaining("has the status 'cancelled', but 'success' is required");
    }

    @Test
    void a_table_has_columns_of_our_names_or_of_those_it_is_said_to_have() throws Exception {
        Path ours = write("a.csv", "id,passed,buckets,latency_ms\n1,true,a; b,1.5\n2,False,a,\n");
        Path theirs = write("b.csv", "question,ok,slice\n1,1,a;b\n2,0,a\n");

        EvalReport first = imported("csv", ours);
        Imported second =
                Importers.of("csv").read(theirs, ImmutableMap.of("id", "question", "passed", "ok", "buckets", "slice"));

        assertThat(first.buckets().get("a")).isEqualTo(Bucket.ofCounts("a", 1, 2));
        assertThat(first.buckets().get("b")).isEqualTo(Bucket.ofCounts("b", 1, 1));
        assertThat(second.cases()).extracting(ImportedCase::score).containsExactly(score(first, 0), score(first, 1));
    }

    @Test
    void grades_have_a_mean_and_no_count() throws Exception {
        EvalReport report = imported("csv", write("a.csv", "id,score\n1,0.5\n2,0.25\n"));

        assertThat(report.buckets().get("aggregate").accuracy()).isEqualTo(Fraction.of(3, 8));
        assertThat(report.buckets().get("aggregate").correct()).isEmpty();
    }

    @Test
    void a_parquet_table_says_the_same() throws Exception {
        Path file = directory.resolve("results.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (select * from (values ('1', true, ['a', 'b']), ('2', false, ['a'])) as t(id, passed, buckets)) to '%s' (format parquet)"
                            .formatted(file));
        }

        assertThat(imported("parquet", file).buckets().get("a")).isEqualTo(Bucket.ofCounts("a", 1, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,passed\\n1,yes\\n | :2: 'passed' is 'yes', but true, false, 1 or 0 is required",
                "id,score\\n1,NaN\\n | :2: 'score' is 'NaN', but a number is required",
                "id,score\\n1,1.5\\n | :2: a score is 1.5, but it must lie in [0, 1]",
                "id,passed\\n1,1\\n1,0\\n | the results have the case '1' twice",
                "id,x\\n1,1\\n | :2: the row has nothing in column 'passed' or 'score', but it is required",
                "passed\\n1\\n | :2: the row has nothing in column 'id', but it is required",
                "id,passed\\n | the results have no case that was measured",
                "id,passed,buckets\\n1,1,aggregate\\n | :2: case '1' is in a bucket '' or 'aggregate'"
            })
    void what_is_wrong_is_told_with_its_line(String table, String message) throws Exception {
        Path file = write("t.csv", table.replace("\\n", "\n"));

        assertThatThrownBy(() -> read("csv", file))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void the_same_questions_have_the_same_digest_whatever_was_answered() throws Exception {
        EvalReport good = imported("csv", write("a.csv", "id,passed,input\n1,1,x\n"));
        EvalReport bad = imported("csv", write("b.csv", "id,passed,input\n1,0,x\n"));
        EvalReport other = imported("csv", write("c.csv", "id,passed,input\n1,1,y\n"));

        assertThat(good.evalSetSha256()).isEqualTo(bad.evalSetSha256()).isNotEqualTo(other.evalSetSha256());
    }

    @Test
    void an_unknown_format_is_told_with_the_known_ones() {
        assertThatThrownBy(() -> Importers.of("junti"))
                .hasMessageContaining("the format is 'junti', but one of junit, csv, parquet,");
    }

    private Score score(EvalReport report, int at) {
        return Score.of(report.cases().orElseThrow().get(at).passed().orElseThrow());
    }

    private Imported read(String format, Path file) {
        return Importers.of(format).read(file, ImmutableMap.of());
    }

    private EvalReport imported(String format, Path file) {
        Path output = directory.resolve("report.json");
        ImportedReport.write(read(format, file), format, file, Optional.of("s"), output, Clock.systemUTC());
        return ReportReader.read(output).report();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
