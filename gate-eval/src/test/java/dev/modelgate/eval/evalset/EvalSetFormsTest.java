package dev.modelgate.eval.evalset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same cases in each form are the same cases, and the same mistakes are told the same way. */
class EvalSetFormsTest {

    private static final Path FAULTS = Path.of(System.getProperty("project.root"), "fixtures", "faults");

    private static final String JSONL = """
            {"id": "1", "input": "he go, \\"now\\"", "expected": "he goes", "buckets": ["tense", "sg"], "lemma": "go"}
            {"id": "2", "input": "é\\nb", "expected": "c", "buckets": []}
            """;
    private static final String CSV = """
            id,input,expected,buckets,lemma
            1,"he go, ""now""\",he goes,tense; sg,go
            2,"é
            b",c,,
            """;
    private static final String YAML = """
            # an exam
            cases:
              - {id: "1", input: "he go, \\"now\\"", expected: he goes, buckets: [tense, sg], lemma: go}
              - id: "2"
                input: "é\\nb"
                expected: c
                buckets: []
            """;

    @Test
    void say_the_same_in_each_form() {
        assertThat(read("x.csv", CSV).cases()).isEqualTo(read("x.jsonl", JSONL).cases());
        assertThat(read("x.yaml", YAML).cases())
                .isEqualTo(read("x.jsonl", JSONL).cases());
        assertThat(read("x.yml", YAML.substring(YAML.indexOf("  -"))).size()).isEqualTo(2);
    }

    @Test
    void carry_the_digests_of_their_own_bytes() {
        assertThat(read("x.csv", CSV).digests())
                .isNotEqualTo(read("x.jsonl", JSONL).digests());
        assertThat(read("x.csv", CSV).digests().sha256()).hasSize(64);
    }

    @Test
    void name_both_lines_of_an_id_that_occurs_twice() {
        assertThatThrownBy(() -> read("x.csv", "id,input,expected,buckets\n1,\"a\nb\",c,\n2,a,b,\n1,d,e,\n"))
                .hasMessage("x.csv:5: case '1' occurs twice, first at x.csv:2; keep one");
        assertThatThrownBy(() -> read("x.yaml", """
                - {id: "1", input: a, expected: b, buckets: []}
                -
                  {id: "1", input: a, expected: b, buckets: []}
                """))
                .hasMessage("x.yaml:3: case '1' occurs twice, first at x.yaml:1; keep one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id,input,expected,buckets\\n1,a,b\\n|x.csv:2: the row has 3 cells, but the header has 4",
                "id,input,expected,buckets\\n1,a,b,c,d\\n|x.csv:2: the row has 5 cells",
                "id,input,buckets\\n1,a,\\n|x.csv:2: case '1' has no 'expected'",
                "id,id,expected,buckets\\n1,a,b,\\n|x.csv:1: the header is",
                "id,input,expected,buckets\\n|x.csv has no cases",
                "|x.csv is empty",
                "id,input,expected,buckets,score\\n1,a,b,,1\\n|x.csv:2: the case has the field 'score'",
                "id,input,expected,buckets\\n1,\"a,b,\\n|x.csv:"
            })
    void a_table_that_is_none_is_an_error_with_its_line(String text, String message) {
        String table = text == null ? "" : text.replace("\\n", "\n");

        assertThatThrownBy(() -> read("x.csv", table))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void an_exam_that_is_none_is_an_error_with_its_line() {
        assertThatThrownBy(() -> read("x.yaml", "questions: []")).hasMessageContaining("has no 'cases'");
        assertThatThrownBy(() -> read("x.yaml", "- {id: 1, input: a, expected: b, buckets: []}"))
                .hasMessageStartingWith("x.yaml:1: 'id' holds a number, but it takes a string in quotes");
        assertThatThrownBy(() -> read("x.yaml", "- text"))
                .hasMessageContaining("is a string, but an object is required");
        assertThatThrownBy(() -> read("x.yaml", "[]")).hasMessageContaining("has no cases");
    }

    @ParameterizedTest
    @CsvSource({"x.csv, 'id,input,expected,buckets\n1,é,b,\n'", "x.yaml, '- id: \"1\"\n  input: é\n'"})
    void another_encoding_is_told_with_its_line(String name, String text) {
        byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> EvalSets.read(new ByteArrayInputStream(latin1), name))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith(name + ": the text is not UTF-8 at byte ")
                .hasMessageEndingWith(" in line 2; save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.yaml", "x.jsonl"})
    void a_byte_order_mark_is_told(String name) {
        assertThatThrownBy(() -> read(name, "\uFEFFid,input,expected,buckets\n1,a,b,\n"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("the file starts with a byte-order mark; save it as UTF-8 without one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"excel.csv", "semi_nobom.csv", "Upper.csv"})
    void what_a_spreadsheet_saves_is_read(String file) {
        EvalSet plain = EvalSets.read(FAULTS.resolve("csv-excel/bomcomma.csv"));

        EvalSet read = EvalSets.read(FAULTS.resolve("csv-excel").resolve(file));

        assertThat(read.size()).isEqualTo(36);
        assertThat(read.cases()).isEqualTo(plain.cases());
        assertThat(read.cases().get(0).buckets()).containsExactly("region.europe", "type.capital");
        assertThat(read.cases().get(12).inputText())
                .isEqualTo("Add the numbers:\n3\n1; answer \"digits\" only, please");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void a_table_with_tabs_and_a_byte_order_mark_is_read(String encoding) {
        byte[] bytes = "\uFEFFId\tInput\tExpected\tBuckets\tLemma\r\n1\t\"é\r\nb\"\t0,5\ta;b\tgo\r\n\t\t\t\t\r\n"
                .getBytes(Charset.forName(encoding));

        EvalSet set = EvalSets.read(new ByteArrayInputStream(bytes), "x.tsv");

        assertThat(set.cases()).singleElement().satisfies(only -> {
            assertThat(only.expectedText()).isEqualTo("0,5");
            assertThat(only.buckets()).containsExactly("a", "b");
            assertThat(only.extra()).containsOnlyKeys("Lemma");
        });
    }

    @Test
    void what_a_spreadsheet_says_of_its_separator_is_taken_and_lines_are_counted_with_it() {
        assertThat(read("x.csv", "sep=;\r\nid;input;expected;buckets\r\n1;a,b;c;\r\n")
                        .size())
                .isEqualTo(1);
        assertThatThrownBy(() -> read("x.csv", "sep=;\nid;input;expected;buckets\n1;a;b\n"))
                .hasMessageStartingWith("x.csv:3: the row has 3 cells");
    }

    @Test
    void a_table_that_could_be_read_two_ways_or_is_none_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> read("x.csv", "id;input,with comma;expected;buckets\n1;a;b;\n"))
                .hasMessage(
                        "x.csv:1: the header is separated by ';' and ',', but one of them is required; put names that hold one in quotes");
        assertThat(read("x.csv", "id;input;expected;buckets;\"a,b\"\n1;a;b;;c\n")
                        .size())
                .isEqualTo(1);
        assertThatThrownBy(() -> read("x.csv", "ID,Id,input,expected,buckets\n1,2,a,b,\n"))
                .hasMessageStartingWith("x.csv:1: the header is [id, id, ");
        assertThatThrownBy(() -> read("x.csv", "PK\3\4\0"))
                .hasMessage("x.csv is a workbook, but a table in text is required; save it as CSV UTF-8");
        assertThatThrownBy(() -> EvalSets.read(
                        new ByteArrayInputStream("id,input\n".getBytes(StandardCharsets.UTF_16LE)), "x.csv"))
                .hasMessageContaining("save it as CSV UTF-8");
    }

    @Test
    void what_stands_in_an_exam_is_text_as_written() {
        EvalSet set = read("x.yaml", """
                - {id: 012, input: yes, expected: No, buckets: [on, NO, 012]}
                - {id: 1_000, input: 0x10, expected: 1.10, buckets: [Off]}
                - {id: a, input: True, expected: 12:30, buckets: [y]}
                - {id: b, input: .5, expected: .nan, buckets: [Null]}
                - {id: c, input: {age: 42, member: true}, expected: true, buckets: []}
                """);

        assertThat(set.cases()).extracting(EvalCase::id).containsExactly("012", "1_000", "a", "b", "c");
        assertThat(set.cases())
                .extracting(EvalCase::inputText)
                .containsExactly("yes", "0x10", "True", ".5", "{\"age\":42,\"member\":true}");
        assertThat(set.cases())
                .extracting(EvalCase::expectedText)
                .containsExactly("No", "1.10", "12:30", ".nan", "true");
        assertThat(set.cases().stream().flatMap(each -> each.buckets().stream()))
                .containsExactly("on", "NO", "012", "Off", "y", "Null");
    }

    @Test
    void an_exam_of_somebody_s_own_means_what_it_says() throws IOException {
        String text = Files.readString(FAULTS.resolve("yaml-types/evalset.yaml"));

        EvalSet set =
                read("x.yaml", text.replaceAll("bucket: (.*)", "buckets: [$1]").replace("[~]", "[\"~\"]"));

        assertThat(set.cases()).extracting(EvalCase::expectedText).containsExactly("No", "Yes", "1.10", "12:30");
        assertThat(set.cases().stream().flatMap(each -> each.buckets().stream()))
                .containsExactly("on", "NO", "012", "~");
        assertThatThrownBy(() -> read("x.yaml", text)).hasMessageContaining("case 'q1' has no 'buckets'");
        assertThatThrownBy(() -> read("x.yaml", "- {id: a, input: a, expected: b, buckets: [~]}"))
                .hasMessageContaining("'buckets' holds null, but it takes names in quotes");
    }

    private static EvalSet read(String name, String text) {
        return EvalSets.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
    }

    @Test
    void a_parquet_table_says_the_same_with_its_buckets_as_a_list_or_a_text() throws Exception {
        String columns = "('1', 'he go, \"now\"', 'he goes', %s, 'go'), ('2', 'é\nb', 'c', %s, null)";

        assertThat(parquet(columns.formatted("['tense', 'sg']", "[]")).cases())
                .isEqualTo(read("x.jsonl", JSONL).cases());
        assertThat(parquet(columns.formatted("'tense; sg'", "''")).cases())
                .isEqualTo(read("x.jsonl", JSONL).cases());
        assertThat(parquet(columns.formatted("['a']", "['b']")).digests().sha256())
                .hasSize(64);
    }

    @Test
    void mistakes_in_a_parquet_table_are_told_by_row() {
        assertThatThrownBy(() -> parquet("('1', 'a', 'b', ['x'], null), ('1', 'a', 'b', ['x'], null)"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("x.parquet:2: case '1' occurs twice, first at x.parquet:1");
        assertThatThrownBy(() -> parquet("('1', 'a', null, ['x'], null)"))
                .hasMessageContaining("x.parquet:1: case '1' has no 'expected'");
        assertThatThrownBy(() -> parquet("(1, 'a', 'b', ['x'], null)"))
                .hasMessageContaining("x.parquet:1: 'id' holds a number");
        assertThatThrownBy(() -> read("x.parquet", "PAR1 no table"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("x.parquet is no Parquet that can be read");
    }

    private static EvalSet parquet(String rows) throws Exception {
        Path file = Files.createTempFile("forms", ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (select * from (values %s) as t(id, input, expected, buckets, lemma)) to '%s' (format parquet)"
                            .formatted(rows, file));
            return EvalSets.read(new ByteArrayInputStream(Files.readAllBytes(file)), "x.parquet");
        } finally {
            Files.delete(file);
        }
    }
}
