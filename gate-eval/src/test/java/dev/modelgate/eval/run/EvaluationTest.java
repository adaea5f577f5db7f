package dev.modelgate.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.score.ExactMatch;
import dev.modelgate.eval.score.NoScoreException;
import dev.modelgate.eval.score.Score;
import dev.modelgate.eval.score.Scorer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EvaluationTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-01T12:00:00.123Z"), ZoneOffset.UTC);
    private static final EvalSet THREE = Sets.of(
            Sets.evalCase("1", "one", "odd", "small"),
            Sets.evalCase("2", "two", "even", "small"),
            Sets.evalCase("3", "three", "odd"));
    private static final Map<String, String> TWO_RIGHT = Map.of("1", "one", "2", "too", "3", "three");

    @TempDir
    Path directory;

    private Path output;

    @BeforeEach
    void nameOutput() {
        output = directory.resolve("candidate_eval.json");
    }

    @Test
    void writes_the_report_and_its_cases_byte_for_byte() throws Exception {
        EvalCase first = new EvalCase(
                "1",
                JsonString.of("what is \"1\"?"),
                JsonString.of("one"),
                ImmutableList.of("odd"),
                Optional.of("ones"),
                ImmutableMap.of("lemma", JsonString.of("one"), "weight", JsonNumber.of(new BigDecimal("1.50"))));
        EvalSet set = Sets.of(first, THREE.cases().get(1));
        RunSettings settings = RunSettings.DEFAULT.ofSuite("phase-20").ofModel("0a".repeat(32));

        evaluation(set, answering(TWO_RIGHT), settings).run(output, Progress.SILENT);

        assertThat(Files.readString(output)).isEqualTo("""
                        {
                          "schema": "modelgate.eval/v1",
                          "model_sha": "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
                          "suite": "phase-20",
                          "stage": "evaluate",
                          "eval_set_dvc_hash": "d41d8cd98f00b204e9800998ecf8427e",
                          "eval_set_sha256": "abababababababababababababababababababababababababababababababab",
                          "created_at": "2026-05-01T12:00:00Z",
                          "runtime": "fake 1.0",
                          "scorer": "exact",
                          "buckets": {
                            "aggregate": {"accuracy": 0.5, "n": 2, "correct": 1},
                            "even": {"accuracy": 0, "n": 1, "correct": 0},
                            "odd": {"accuracy": 1, "n": 1, "correct": 1},
                            "small": {"accuracy": 0, "n": 1, "correct": 0}
                          },
                          "errors": 0,
                          "latency_ms": {
                            "p50": 2,
                            "p95": 2,
                            "p99": 2,
                            "n": 2
                          },
                          "cases": "candidate_eval_cases.jsonl"
                        }
                        """);
        assertThat(Files.readString(directory.resolve("candidate_eval_cases.jsonl")))
                .isEqualTo("""
                        {"id":"1","buckets":["odd"],"score":1,"passed":true,"input":"what is \\"1\\"?","expected":"one","output":"one","latency_ms":2,"cluster":"ones","lemma":"one","weight":1.50}
                        {"id":"2","buckets":["even","small"],"score":0,"passed":false,"input":"what is 2?","expected":"two","output":"too","latency_ms":2}
                        """);
    }

    @Test
    void the_reader_takes_what_the_evaluation_wrote() throws Exception {
        Evaluated evaluated =
                evaluation(THREE, answering(TWO_RIGHT), RunSettings.DEFAULT).run(output, Progress.SILENT);

        Evidence evidence = ReportReader.read(evaluated.report());
        EvalReport report = evidence.report();
        assertThat(report.modelSha()).isEmpty();
        assertThat(report.stage()).contains("evaluate");
        assertThat(report.evalSetDvcHash()).contains(Sets.DIGESTS.dvc());
        assertThat(report.evalSetSha256()).contains(Sets.DIGESTS.sha256());
        assertThat(report.buckets().values().asList())
                .isEqualTo(evaluated.buckets())
                .containsExactly(
                        Bucket.ofCounts("aggregate", 2, 3),
                        Bucket.ofCounts("even", 0, 1),
                        Bucket.ofCounts("odd", 2, 2),
                        Bucket.ofCounts("small", 1, 2));
        assertThat(report.cases().orElseThrow()).hasSize(3);
        assertThat(evidence.casesSha256()).isPresent();
    }

    @Test
    void keeps_the_order_of_the_set_when_batches_are_done_in_another() throws Exception {
        CountDownLatch secondDone = new CountDownLatch(1);
        FakeRuntime runtime = new FakeRuntime(1, 2, request -> {
            if (request.id().equals("1")) {
                awaitUp(secondDone);
            } else {
                secondDone.countDown();
            }
            return FakeRuntime.says(request.id());
        });

        Evaluated evaluated = evaluation(THREE, runtime, RunSettings.DEFAULT).run(output, Progress.SILENT);

        assertThat(Files.readAllLines(evaluated.cases()))
                .extracting(line -> line.substring(0, 9))
                .containsExactly("{\"id\":\"1\"", "{\"id\":\"2\"", "{\"id\":\"3\"");
    }

    @Test
    void asks_as_much_at_once_as_the_runtime_takes_and_no_more() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        FakeRuntime runtime = new FakeRuntime(2, 3, request -> {
            three.countDown();
            awaitUp(three);
            return FakeRuntime.says("x");
        });
        EvalSet set = Sets.of(IntStream.range(0, 21)
                .mapToObj(i -> Sets.evalCase("c" + i, "x"))
                .toList());

        evaluation(set, runtime, RunSettings.DEFAULT).run(output, Progress.SILENT);

        assertThat(runtime.mostUnderWay()).isEqualTo(3);
        assertThat(runtime.largestBatch()).isEqualTo(2);
        assertThat(runtime.asked()).isEqualTo(21);
    }

    @Test
    void the_run_is_invalid_and_stops_when_one_case_gets_no_answer() throws IOException {
        FakeRuntime runtime = new FakeRuntime(1, 1, request -> FakeRuntime.fails("connection reset"));
        EvalSet set = Sets.of(IntStream.range(0, 2_000)
                .mapToObj(i -> Sets.evalCase("c" + i, "x"))
                .toList());

        assertThatThrownBy(() -> evaluation(set, runtime, RunSettings.DEFAULT).run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("1 of the 2000 cases of set.jsonl got no answer, but at most 0 may go without;"
                        + " mend what case 'c0' met: connection reset");
        assertThat(runtime.asked()).isLessThan(2_000);
        assertNothingWritten();
    }

    @Test
    void errors_within_the_limit_are_counted_apart_and_named() throws Exception {
        Evaluated evaluated = evaluation(THREE, twoFails(), RunSettings.DEFAULT.allowingErrors(1))
                .run(output, Progress.SILENT);

        assertThat(evaluated.errors()).isEqualTo(1);
        EvalReport report = ReportReader.read(evaluated.report()).report();
        assertThat(report.bucket("aggregate")).contains(Bucket.ofCounts("aggregate", 2, 2));
        assertThat(report.bucket("even")).isEmpty();
        assertThat(report.bucket("small")).contains(Bucket.ofCounts("small", 1, 1));
        assertThat(report.numbers())
                .containsEntry("errors", BigDecimal.ONE)
                .containsEntry("latency_ms.n", BigDecimal.valueOf(2));
        assertThat(Files.readString(evaluated.report()))
                .contains("\"error_cases\": [\n    {\"id\": \"2\", \"message\": \"timed out\"}\n  ]");
        assertThat(Files.readAllLines(evaluated.cases())).hasSize(2);
    }

    @Test
    void the_run_is_invalid_when_nothing_was_answered_whatever_the_limit() throws IOException {
        FakeRuntime runtime = new FakeRuntime(2, 1, request -> FakeRuntime.fails("gone"));

        assertThatThrownBy(() -> evaluation(THREE, runtime, RunSettings.DEFAULT.allowingErrors(99))
                        .run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("none of the 3 cases of set.jsonl got an answer, but a report needs at least one;"
                        + " mend the runtime 'fake 1.0'");
        assertNothingWritten();
    }

    @Test
    void what_was_there_is_kept_when_the_run_is_invalid() throws Exception {
        evaluation(THREE, answering(TWO_RIGHT), RunSettings.DEFAULT).run(output, Progress.SILENT);
        String before = Files.readString(output);

        assertThatThrownBy(
                        () -> evaluation(THREE, twoFails(), RunSettings.DEFAULT).run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class);

        assertThat(output).hasContent(before);
        assertThat(ReportReader.read(output).report().cases().orElseThrow()).hasSize(3);
        assertThat(files()).hasSize(2);
    }

    @Test
    void no_older_report_is_left_when_the_new_cases_cannot_take_their_name() throws Exception {
        evaluation(THREE, answering(TWO_RIGHT), RunSettings.DEFAULT).run(output, Progress.SILENT);
        Path cases = directory.resolve("candidate_eval_cases.jsonl");
        Files.delete(cases);
        Files.createDirectories(cases.resolve("in the way"));

        assertThatThrownBy(() -> evaluation(THREE, answering(TWO_RIGHT), RunSettings.DEFAULT)
                        .run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith(output + " could not be written (");

        assertThat(files()).containsExactly(cases);
    }

    @Test
    void a_later_run_replaces_both_files() throws Exception {
        evaluation(THREE, answering(TWO_RIGHT), RunSettings.DEFAULT).run(output, Progress.SILENT);
        evaluation(THREE, answering(Map.of("1", "", "2", "", "3", "")), RunSettings.DEFAULT)
                .run(output, Progress.SILENT);

        EvalReport report = ReportReader.read(output).report();
        assertThat(report.bucket("aggregate")).contains(Bucket.ofCounts("aggregate", 0, 3));
        assertThat(files()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void is_an_error_when_the_runtime_returns_nothing_or_another_number_of_replies(int replies) throws IOException {
        ModelRuntime half = new FakeRuntime(3, 1, request -> FakeRuntime.says("x")) {
            @Override
            public ImmutableList<Reply> answer(List<Request> requests) {
                return super.answer(requests.subList(0, replies));
            }
        };

        assertThatThrownBy(() -> evaluation(THREE, half, RunSettings.DEFAULT).run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage(
                        "the runtime 'fake 1.0' gave %d replies to 3 requests, but one each is required; mend the runtime"
                                .formatted(replies));
        assertNothingWritten();
    }

    @Test
    void is_an_error_when_the_runtime_breaks_off() throws IOException {
        FakeRuntime broken = new FakeRuntime(3, 1, request -> {
            throw new IllegalStateException("no session");
        });

        assertThatThrownBy(() -> evaluation(THREE, broken, RunSettings.DEFAULT).run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage(
                        "the runtime 'fake 1.0' broke off (java.lang.IllegalStateException: no session); mend the runtime");
        assertNothingWritten();
    }

    @Test
    void an_error_of_the_runtime_is_told_in_its_own_words() {
        FakeRuntime misfit = new FakeRuntime(3, 1, request -> {
            throw new CannotJudgeException("the model does not fit");
        });

        assertThatThrownBy(() -> evaluation(THREE, misfit, RunSettings.DEFAULT).run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("the model does not fit");
    }

    @Test
    void is_an_error_when_a_case_cannot_be_scored() throws IOException {
        Scorer picky = new Scorer() {
            @Override
            public String name() {
                return "picky";
            }

            @Override
            public Score score(EvalCase evalCase, String answer) {
                throw new IllegalArgumentException("'expected' is no number, but one is required");
            }
        };
        Evaluation evaluation = new Evaluation(THREE, answering(TWO_RIGHT), picky, RunSettings.DEFAULT, NOON);

        assertThatThrownBy(() -> evaluation.run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("case '1' cannot be scored by 'picky': 'expected' is no number, but one is required");
        assertNothingWritten();
    }

    @Test
    void a_graded_score_without_a_threshold_has_a_mean_and_no_count() throws Exception {
        Scorer length = new Scorer() {
            @Override
            public String name() {
                return "length";
            }

            @Override
            public Score score(EvalCase evalCase, String answer) {
                return Score.graded(answer.length() / 10.0);
            }
        };

        Evaluated evaluated = new Evaluation(THREE, answering(TWO_RIGHT), length, RunSettings.DEFAULT, NOON)
                .run(output, Progress.SILENT);

        assertThat(Files.readString(output))
                .contains("\"aggregate\": {\"accuracy\": 0.366667, \"n\": 3}")
                .contains("\"odd\": {\"accuracy\": 0.4, \"n\": 2}");
        assertThat(Files.readAllLines(evaluated.cases()).get(0)).contains("\"score\":0.3,\"input\"");
        assertThat(ReportReader.read(output).report().cases().orElseThrow()).hasSize(3);
    }

    @Test
    void tells_how_the_run_stands_after_each_batch() throws Exception {
        List<Progress.Standing> standings = new ArrayList<>();

        evaluation(THREE, twoFails(), RunSettings.DEFAULT.allowingErrors(1)).run(output, standings::add);

        assertThat(standings)
                .containsExactly(
                        new Progress.Standing(1, 3, 1, 0, Optional.of(Bucket.ofCounts("odd", 1, 1))),
                        new Progress.Standing(2, 3, 1, 1, Optional.of(Bucket.ofCounts("odd", 1, 1))),
                        new Progress.Standing(3, 3, 2, 1, Optional.of(Bucket.ofCounts("odd", 2, 2))));
    }

    @Test
    void the_worst_bucket_is_the_one_of_the_lowest_accuracy() throws Exception {
        List<Progress.Standing> standings = new ArrayList<>();
        FakeRuntime runtime = new FakeRuntime(3, 1, byId(TWO_RIGHT));

        evaluation(THREE, runtime, RunSettings.DEFAULT).run(output, standings::add);

        assertThat(standings)
                .containsExactly(new Progress.Standing(3, 3, 2, 0, Optional.of(Bucket.ofCounts("even", 0, 1))));
    }

    @Test
    void stops_and_writes_nothing_when_it_is_interrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FakeRuntime slow = new FakeRuntime(1, 2, request -> {
            asked.countDown();
            awaitUp(new CountDownLatch(1)); // until the run is cancelled
            return FakeRuntime.says("late");
        });
        List<Throwable> thrown = new ArrayList<>();
        Thread run = new Thread(() -> {
            try {
                evaluation(THREE, slow, RunSettings.DEFAULT).run(output, Progress.SILENT);
            } catch (InterruptedException | RuntimeException e) {
                thrown.add(e);
            }
        });
        run.start();
        asked.await();

        run.interrupt();
        run.join();

        assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
        assertNothingWritten();
    }

    @Test
    void asks_nothing_when_the_output_cannot_be_written() {
        FakeRuntime runtime = new FakeRuntime(1, 1, request -> FakeRuntime.says("x"));
        Path nowhere = directory.resolve("missing/report.json");

        assertThatThrownBy(() -> evaluation(THREE, runtime, RunSettings.DEFAULT).run(nowhere, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("the output " + nowhere + " cannot be written (NoSuchFileException: ")
                .hasMessageEndingWith("); create its directory and check the permissions");
        assertThatThrownBy(() -> evaluation(THREE, runtime, RunSettings.DEFAULT).run(directory, Progress.SILENT))
                .hasMessage(
                        "the output " + directory + " is a directory, but a file is required; name the report's file");
        assertThat(runtime.asked()).isZero();
    }

    @Test
    void an_output_that_utf_8_cannot_hold_is_kept_as_it_was() throws Exception {
        String broken = "a\uD800b\u0000c\uD83D\uDE00";

        evaluation(THREE, answering(Map.of("1", broken, "2", "", "3", "")), RunSettings.DEFAULT)
                .run(output, Progress.SILENT);

        assertThat(ReportReader.read(output)
                        .report()
                        .cases()
                        .orElseThrow()
                        .get(0)
                        .output())
                .contains(broken);
    }

    private static Evaluation evaluation(EvalSet set, ModelRuntime runtime, RunSettings settings) {
        return new Evaluation(set, runtime, new ExactMatch(), settings, NOON);
    }

    private static FakeRuntime answering(Map<String, String> outputs) {
        return new FakeRuntime(1, 1, byId(outputs));
    }

    private static Function<Request, ModelRuntime.Reply> byId(Map<String, String> outputs) {
        return request -> FakeRuntime.says(outputs.get(request.id()));
    }

    private static FakeRuntime twoFails() {
        return new FakeRuntime(
                1,
                1,
                request -> request.id().equals("2")
                        ? FakeRuntime.fails("timed out")
                        : FakeRuntime.says(TWO_RIGHT.get(request.id())));
    }

    private static void awaitUp(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertNothingWritten() throws IOException {
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void repeats_count_for_stability_alone_and_a_flipping_bucket_is_told() throws Exception {
        Map<String, Integer> askings = new ConcurrentHashMap<>();
        FakeRuntime moody = new FakeRuntime(1, 1, request -> {
            boolean third = askings.merge(request.id(), 1, Integer::sum) == 3;
            return FakeRuntime.says(request.id().equals("2") && third ? "two" : TWO_RIGHT.get(request.id()));
        });

        Evaluated evaluated =
                evaluation(THREE, moody, RunSettings.DEFAULT.asking(3)).run(output, Progress.SILENT);

        assertThat(moody.asked()).isEqualTo(9);
        assertThat(evaluated.buckets().get(0)).isEqualTo(Bucket.ofCounts("aggregate", 2, 3));
        assertThat(evaluated.unstable())
                .extracting(Evaluated.Unstable::bucket)
                .containsExactly("even", "small", "aggregate");
        assertThat(Files.readString(output))
                .contains("\"repeats\": 3,\n    \"n\": 3,\n    \"flipped\": 1,")
                .contains("\"even\": {\"lowest\": 0, \"highest\": 1}");
        assertThat(Files.readAllLines(directory.resolve("candidate_eval_cases.jsonl")))
                .anySatisfy(line -> assertThat(line).contains("\"id\":\"2\"", "\"stability\":0.666667"))
                .anySatisfy(line -> assertThat(line).contains("\"id\":\"1\"", "\"stability\":1"));
    }

    @Test
    void a_steady_model_has_no_unstable_bucket() throws Exception {
        Evaluated evaluated = evaluation(THREE, answering(TWO_RIGHT), RunSettings.DEFAULT.asking(2))
                .run(output, Progress.SILENT);

        assertThat(evaluated.unstable()).isEmpty();
    }

    @Test
    void a_repeat_without_an_answer_is_an_error_of_its_case() {
        Map<String, Integer> askings = new ConcurrentHashMap<>();
        FakeRuntime failing = new FakeRuntime(
                1,
                1,
                request -> askings.merge(request.id(), 1, Integer::sum) == 2
                        ? FakeRuntime.fails("gone")
                        : FakeRuntime.says("x"));

        assertThatThrownBy(() -> evaluation(THREE, failing, RunSettings.DEFAULT.asking(2))
                        .run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void a_run_ends_when_its_time_is_up() {
        CountDownLatch never = new CountDownLatch(1);
        FakeRuntime stuck = new FakeRuntime(1, 1, request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FakeRuntime.says("x");
        });

        assertThatThrownBy(() -> evaluation(THREE, stuck, RunSettings.DEFAULT.within(Duration.ofMillis(100)))
                        .run(output, Progress.SILENT))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("its time is up; raise --max-seconds");
        assertThat(output).doesNotExist();
    }

    @Test
    void an_answer_that_its_scorer_cannot_judge_is_an_error_of_its_case() throws Exception {
        Scorer shy = new Scorer() {
            @Override
            public String name() {
                return "shy";
            }

            @Override
            public Score score(EvalCase evalCase, String output) {
                if (evalCase.id().equals("2")) {
                    throw new NoScoreException("the judge is asleep");
                }
                return Score.RIGHT;
            }
        };

        Evaluated evaluated = new Evaluation(
                        THREE, answering(TWO_RIGHT), shy, RunSettings.DEFAULT.allowingErrors(1), NOON)
                .run(output, Progress.SILENT);

        assertThat(evaluated.errors()).isEqualTo(1);
        assertThat(Files.readString(output)).contains("the judge is asleep");
    }
}
