package dev.modelgate.eval.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.evalset.EvalSetDigests;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.run.Evaluated;
import dev.modelgate.eval.run.Evaluation;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.run.RunSettings;
import dev.modelgate.eval.score.ExactMatch;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole evaluation over an endpoint that closes every tenth connection without a word. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DroppedConnectionsTest {

    private static final int CASES = 300;
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);

    /** Every seventh case expects what the endpoint does not say. */
    private static final IntPredicate RIGHT = i -> i % 7 != 0;

    /** The case whose only connection is the tenth, where one case is asked after the other and none twice. */
    private static final IntPredicate DROPPED = i -> i % 10 == 9;

    @TempDir
    private Path directory;

    private RawServer server;

    @BeforeEach
    void start() throws Exception {
        String went = Endpoint.says("went").body();
        server = new RawServer((number, socket) -> {
            if (number % 10 != 0) {
                RawServer.answer(socket, went);
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void every_case_is_answered_when_the_endpoint_drops_every_tenth_connection() throws Exception {
        // A case may be dropped more than once; ten times in a row it is not.
        Evaluated evaluated = run("concurrency: 8\nattempts: 10\n", 0);

        EvalReport report = ReportReader.read(evaluated.report()).report();
        assertThat(evaluated.errors()).isZero();
        assertThat(report.bucket("aggregate")).contains(Bucket.ofCounts("aggregate", count(RIGHT), CASES));
        assertThat(report.numbers()).containsEntry("errors", BigDecimal.ZERO);
        assertThat(Files.readAllLines(evaluated.cases())).hasSize(CASES);
        assertThat(server.requests()).isEqualTo(333); // 33 of them in vain
    }

    @Test
    void dropped_connections_are_errors_apart_from_wrong_answers_when_none_is_tried_again() throws Exception {
        Evaluated evaluated = run("concurrency: 1\nattempts: 1\n", 30);

        EvalReport report = ReportReader.read(evaluated.report()).report();
        assertThat(evaluated.errors()).isEqualTo(30);
        assertThat(report.bucket("aggregate"))
                .contains(Bucket.ofCounts("aggregate", count(RIGHT.and(DROPPED.negate())), CASES - 30));
        assertThat(report.numbers()).containsEntry("errors", BigDecimal.valueOf(30));
        assertThat(Files.readString(evaluated.report()))
                .contains("{\"id\": \"c9\", \"message\": \"", "the connection broke");
        assertThat(Files.readAllLines(evaluated.cases())).hasSize(CASES - 30);
        assertThat(server.requests()).isEqualTo(CASES);
    }

    @Test
    void the_run_is_invalid_when_more_connections_are_dropped_than_the_limit() {
        assertThatThrownBy(() -> run("concurrency: 1\nattempts: 1\n", 29))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("30 of the 300 cases of set.jsonl got no answer, but at most 29 may go without;"
                        + " mend what case 'c299' met: ")
                .hasMessageContaining("the connection broke");
        assertThat(directory).isEmptyDirectory();
    }

    private Evaluated run(String words, int maxErrors) throws Exception {
        try (HttpRuntime runtime = Runtimes.open(Runtimes.CHAT + words, server.url(), new FakeTiming(0.5))) {
            return new Evaluation(set(), runtime, new ExactMatch(), RunSettings.DEFAULT.allowingErrors(maxErrors), NOON)
                    .run(directory.resolve("eval.json"), Progress.SILENT);
        }
    }

    private static EvalSet set() {
        return new EvalSet(
                "set.jsonl",
                IntStream.range(0, CASES)
                        .mapToObj(i -> evalCase("c" + i, RIGHT.test(i) ? "went" : "gone"))
                        .collect(ImmutableList.toImmutableList()),
                new EvalSetDigests("d41d8cd98f00b204e9800998ecf8427e", "ab".repeat(32)));
    }

    private static EvalCase evalCase(String id, String expected) {
        return new EvalCase(
                id,
                JsonString.of("past of go?"),
                JsonString.of(expected),
                ImmutableList.of("irregular"),
                Optional.empty(),
                ImmutableMap.of());
    }

    private static int count(IntPredicate which) {
        return Math.toIntExact(IntStream.range(0, CASES).filter(which).count());
    }
}
