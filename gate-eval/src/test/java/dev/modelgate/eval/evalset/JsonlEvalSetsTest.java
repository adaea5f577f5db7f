package dev.modelgate.eval.evalset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.json.JsonLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonlEvalSetsTest {

    private static final String GOOD = "{\"id\":\"a\",\"input\":\"q\",\"expected\":\"x\",\"buckets\":[\"b\"]}";

    @Test
    void keeps_the_cases_in_order_with_all_that_they_state() {
        EvalSet set = read("""
                {"id":"1","input":"go?","expected":"went","buckets":["past","strong"],"lemma":"go","cluster":"go"}

                {"id":"2","input":{"q":[1]},"expected":["x","y"],"buckets":[],"weight":1.50}
                """);

        assertThat(set.cases()).extracting(EvalCase::id).containsExactly("1", "2");
        EvalCase first = set.cases().get(0);
        assertThat(first.inputText()).isEqualTo("go?");
        assertThat(first.expectedText()).isEqualTo("went");
        assertThat(first.buckets()).containsExactly("past", "strong");
        assertThat(first.cluster()).contains("go");
        assertThat(first.extra()).containsOnly(Map.entry("lemma", JsonString.of("go")));
        EvalCase second = set.cases().get(1);
        assertThat(second.inputText()).isEqualTo("{\"q\":[1]}");
        assertThat(second.expected()).isInstanceOf(JsonArray.class);
        assertThat(second.cluster()).isEmpty();
        assertThat(((JsonNumber) second.extra().get("weight")).literal()).isEqualTo("1.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \t\r\n\n"})
    void is_an_error_when_there_are_no_cases(String text) {
        assertRefused(text)
                .hasMessage("set.jsonl has no cases, but at least one is required; nothing measured is not a pass");
    }

    @Test
    void names_both_lines_when_an_id_is_repeated() {
        assertRefused(GOOD + "\n\n" + GOOD + "\n")
                .hasMessage("set.jsonl:3: case 'a' occurs twice, first at set.jsonl:1; keep one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{'input':'q','expected':'x','buckets':[]} ! set.jsonl:2: the case has no 'id', but every case needs one; add it",
                "{'id':'b','expected':'x','buckets':[]} ! set.jsonl:2: case 'b' has no 'input', but every case needs one; add it",
                "{'id':'b','input':'q','buckets':[]} ! set.jsonl:2: case 'b' has no 'expected', but every case needs one; add it",
                "{'id':'b','input':'q','expected':null,'buckets':[]} ! set.jsonl:2: case 'b' has no 'expected', but every case needs one; add it",
                "{'id':'b','input':'q','expected':'x'} ! set.jsonl:2: case 'b' has no 'buckets', but every case needs one; add it",
                "{'id':7,'input':'q','expected':'x','buckets':[]} ! set.jsonl:2: 'id' holds a number, but it takes a string in quotes; write it so",
                "{'id':'','input':'q','expected':'x','buckets':[]} ! set.jsonl:2: 'id' is empty, but ids pair a case with its results; give it one",
                "{'id':'b','input':'q','expected':'x','buckets':'t'} ! set.jsonl:2: 'buckets' holds a string, but it takes an array of names; write it so",
                "{'id':'b','input':'q','expected':'x','buckets':[1]} ! set.jsonl:2: 'buckets' holds a number, but it takes names in quotes; write it so",
                "{'id':'b','input':'q','expected':'x','buckets':['']} ! set.jsonl:2: a bucket is '', but a bucket has a name; name it or drop it",
                "{'id':'b','input':'q','expected':'x','buckets':['t','t']} ! set.jsonl:2: bucket 't' is named twice, but a case counts once in a bucket; keep one",
                "{'id':'b','input':'q','expected':'x','buckets':['t','aggregate']} ! set.jsonl:2: a bucket is 'aggregate', but that is the bucket of all cases; choose another name",
                "{'id':'b','input':'q','expected':'x','buckets':[],'score':1} ! set.jsonl:2: the case has the field 'score', but that is for the evaluation to write; rename the field",
                "{'id':'b','input':'q','expected':'x','buckets':[],'cluster':1} ! set.jsonl:2: 'cluster' holds a number, but it takes a string in quotes; write it so",
                "{'id':'b','id':'b'} ! set.jsonl:2:11: the key 'id' occurs twice; keep one",
                "['b'] ! set.jsonl:2:1 is an array, but an object is required",
            })
    void names_file_line_and_field_when_a_line_is_no_case(String line, String message) {
        assertRefused(GOOD + "\n" + line.replace('\'', '"') + "\n").hasMessage(message);
    }

    @Test
    void names_file_line_and_column_when_a_line_is_malformed() {
        assertRefused(GOOD + "\n{\"id\":\"b\",}\n").hasMessageStartingWith("set.jsonl:2:11: the JSON is malformed (");
    }

    @Test
    void names_file_line_and_byte_when_a_line_is_not_utf_8() {
        byte[] latin1 = (GOOD + "\n{\"id\":\"é\"}\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> JsonlEvalSets.read(new ByteArrayInputStream(latin1), "set.jsonl"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("set.jsonl:2: the text is not UTF-8 at byte 7; save it as UTF-8");
    }

    @Test
    void is_an_error_when_the_file_starts_with_a_byte_order_mark() {
        assertRefused("\uFEFF" + GOOD)
                .hasMessage("set.jsonl:1: the file starts with a byte-order mark; save it as UTF-8 without one");
    }

    @Test
    void stops_at_a_line_of_fifty_megabytes(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("set.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((GOOD + "\n{\"id\":\"").getBytes(StandardCharsets.UTF_8));
            byte[] chunk = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 50; i++) {
                out.write(chunk);
            }
        }

        assertThatThrownBy(() -> JsonlEvalSets.read(file))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage(file
                        + ":2: the line is longer than %d MiB, but a case is a small object; put one case on each line"
                                .formatted(JsonLines.MAX_LINE_BYTES >> 20));
    }

    @Test
    void is_an_error_when_the_file_is_missing_or_a_directory(@TempDir Path directory) {
        Path missing = directory.resolve("none.jsonl");

        assertThatThrownBy(() -> JsonlEvalSets.read(missing)).hasMessage(missing + " does not exist; check the path");
        assertThatThrownBy(() -> JsonlEvalSets.read(directory))
                .hasMessage(directory + " is a directory, but a file is required; name the file");
    }

    @Test
    void the_digests_are_those_of_the_bytes_whatever_follows_the_last_case() {
        EvalSet set = read(GOOD);
        EvalSet longer = read(GOOD + "\n\n");

        assertThat(set.digests())
                .isEqualTo(new EvalSetDigests(
                        "700e640d8f1592df8f850ac794b691a3",
                        "0eba00b35629756e313c1aeb2aed8f675e1fed0d6065fb8b0f22acd29fb21e92"));
        assertThat(longer.digests()).isNotEqualTo(set.digests());
    }

    @Test
    void the_md5_is_the_one_that_dvc_gave_the_file() throws IOException {
        Path single = Path.of(System.getProperty("project.root"), "fixtures/dvc/single");
        DigestingStream digesting = new DigestingStream(Files.newInputStream(single.resolve("eval.jsonl.content")));
        digesting.in().transferTo(OutputStream.nullOutputStream());

        assertThat(Files.readString(single.resolve("eval.jsonl.dvc")))
                .contains("- md5: " + digesting.digests().dvc() + "\n");
    }

    private static EvalSet read(String text) {
        return JsonlEvalSets.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "set.jsonl");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String text) {
        return assertThatThrownBy(() -> read(text)).isInstanceOf(CannotJudgeException.class);
    }
}
