package dev.modelgate.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report may weigh is stated, and one sentence says so beyond it. */
class ReportLimitsTest {

    @TempDir
    Path folder;

    @Test
    void refuses_a_report_beyond_the_limit_before_it_is_parsed() throws IOException {
        Path file = folder.resolve("big.json");
        Files.writeString(file, "{\"buckets\": {\"a\": 1}, \"notes\": \"" + "x".repeat(ReportReader.MAX_BYTES) + "\"}");

        assertThatThrownBy(() -> ReportReader.read(file))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage(
                        "%s is longer than 32 MiB, but no longer document is read; keep the cases in the file that 'cases' names, and figures in the report",
                        file);
    }

    @Test
    void refuses_a_bucket_too_many_and_reads_the_last_that_is_not() throws IOException {
        assertThat(ReportReader.read(buckets(ReportFields.MAX_BUCKETS)).report().buckets())
                .hasSize(ReportFields.MAX_BUCKETS);
        Path tooMany = buckets(ReportFields.MAX_BUCKETS + 1);

        assertThatThrownBy(() -> ReportReader.read(tooMany))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage(
                        "%s: 'buckets' are 100001, but at most 100000 are read; group the cases more coarsely",
                        tooMany);
    }

    private Path buckets(int number) throws IOException {
        String buckets =
                IntStream.range(0, number).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
        return Files.writeString(folder.resolve(number + ".json"), "{\"buckets\":{" + buckets + "}}");
    }
}
