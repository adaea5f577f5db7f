package dev.modelgate.eval.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Usage;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Failed;
import dev.modelgate.core.port.ModelRuntime.Reply;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.candidate.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProcessRuntimeTest {

    /** Answers every line with its input in capitals. */
    private static final String UPPER = """
            import sys, json
            for line in sys.stdin:
                case = json.loads(line)
                print(json.dumps({"id": case["id"], "output": case["input"].upper(),
                                  "usage": {"input_tokens": 3, "output_tokens": 1}}), flush=True)
            """;

    @TempDir
    Path directory;

    @Test
    void a_child_answers_line_by_line() throws Exception {
        try (ProcessRuntime runtime = python(UPPER)) {
            Answered answered = (Answered) ask(runtime, "1", "go \"home\"\nü");

            assertThat(answered.output()).isEqualTo("GO \"HOME\"\nÜ");
            assertThat(answered.usage()).isEqualTo(Optional.of(new Usage(3, 1)));
            assertThat(output(ask(runtime, "2", "b"))).isEqualTo("B");
            assertThat(runtime.name()).isEqualTo("process python3");
        }
    }

    @Test
    void a_batch_may_be_answered_in_any_order() throws Exception {
        try (ProcessRuntime runtime = open(settings(10_000, 1, 3, "python3", "-c", """
                import sys, json
                while True:
                    cases = [json.loads(sys.stdin.readline()) for _ in range(3)]
                    for case in reversed(cases):
                        print(json.dumps({"id": case["id"], "output": case["input"]}), flush=True)
                """))) {
            ImmutableList<Reply> replies =
                    runtime.answer(List.of(new Request("1", "a"), new Request("2", "b"), new Request("3", "c")));

            assertThat(replies).extracting(ProcessRuntimeTest::output).containsExactly("a", "b", "c");
        }
    }

    @Test
    void large_lines_pass_both_ways_while_neither_side_waits() throws Exception {
        String large = "x".repeat(1 << 20);
        try (ProcessRuntime runtime = open(settings(20_000, 1, 3, "python3", "-c", UPPER))) {
            ImmutableList<Reply> replies =
                    runtime.answer(List.of(new Request("1", large), new Request("2", large), new Request("3", large)));

            assertThat(replies).allSatisfy(reply -> assertThat(output(reply)).hasSize(1 << 20));
        }
    }

    @Test
    void a_child_that_dies_fails_its_case_with_status_and_last_words_and_the_next_gets_a_new_one() throws Exception {
        try (ProcessRuntime runtime = python("""
                import sys, json
                for line in sys.stdin:
                    case = json.loads(line)
                    if case["input"] == "poison":
                        print("out of\\nmemory", file=sys.stderr, flush=True)
                        sys.exit(137)
                    print(json.dumps({"id": case["id"], "output": "ok"}), flush=True)
                """)) {
            assertThat(output(ask(runtime, "1", "a"))).isEqualTo("ok");
            assertThat(failure(ask(runtime, "2", "poison")))
                    .isEqualTo(
                            "the process ended with status 137, but an answer is required; its last words: 'out of memory'");
            assertThat(output(ask(runtime, "3", "b"))).isEqualTo("ok");
        }
    }

    @Test
    void a_child_that_hangs_is_left_at_the_deadline_and_ended_with_what_it_started() throws Exception {
        Path pids = directory.resolve("pids");
        try (ProcessRuntime runtime = open(
                settings(300, 1, 1, "sh", "-c", "sleep 1000 & echo $! > pids; echo $$ >> pids; read line; wait"))) {
            assertThat(failure(ask(runtime, "1", "a")))
                    .startsWith("no whole answer came within 600 ms; raise 'timeout_seconds' or mend the process");
            for (String pid : Files.readAllLines(pids)) {
                assertGone(Long.parseLong(pid));
            }
        }
    }

    @Test
    void a_child_that_does_not_read_is_left_at_the_deadline() throws Exception {
        try (ProcessRuntime runtime = open(settings(300, 1, 1, "sh", "-c", "sleep 1000"))) {
            assertThat(failure(ask(runtime, "1", "x".repeat(1 << 20))))
                    .isEqualTo("the process did not read its input within 600 ms");
        }
    }

    @Test
    void a_flood_of_errors_stops_nothing() throws Exception {
        try (ProcessRuntime runtime = python("""
                import sys, json
                for line in sys.stdin:
                    case = json.loads(line)
                    for i in range(200):
                        sys.stderr.write("noise " * 10000 + "\\n")
                    print(json.dumps({"id": case["id"], "output": "ok"}), flush=True)
                """)) {
            assertThat(output(ask(runtime, "1", "a"))).isEqualTo("ok");
            assertThat(output(ask(runtime, "2", "a"))).isEqualTo("ok");
        }
    }

    @Test
    void a_child_that_returns_nothing_gave_no_answer() throws Exception {
        try (ProcessRuntime runtime = sh("read line; exit 0")) {
            assertThat(failure(ask(runtime, "1", "a")))
                    .isEqualTo("the process ended with status 0, but an answer is required");
        }
        try (ProcessRuntime runtime = sh("while read line; do echo; done")) {
            assertThat(failure(ask(runtime, "1", "a")))
                    .startsWith("the process wrote '', but one JSON object with 'id' and 'output' a line is required");
        }
    }

    @Test
    void another_ids_answer_is_none() throws Exception {
        try (ProcessRuntime runtime = sh("while read line; do echo '{\"id\": \"1\", \"output\": \"x\"}'; done")) {
            assertThat(output(ask(runtime, "1", "a"))).isEqualTo("x");
            assertThat(failure(ask(runtime, "2", "a"))).isEqualTo("the process answered '1', but '2' was asked");
        }
    }

    @Test
    void an_answer_given_twice_does_not_become_the_next_cases() throws Exception {
        try (ProcessRuntime runtime = sh("read line; echo '{\"id\": \"1\", \"output\": \"x\"}';"
                + " echo '{\"id\": \"1\", \"output\": \"x\"}'; read line; echo '{\"id\": \"2\", \"output\": \"y\"}'")) {
            assertThat(output(ask(runtime, "1", "a"))).isEqualTo("x");
            assertThat(failure(ask(runtime, "2", "a"))).isEqualTo("the process answered '1', but '2' was asked");
        }
    }

    @Test
    void half_an_answer_at_the_end_is_none() throws Exception {
        try (ProcessRuntime runtime = sh("read line; printf '{\"id\": \"1\", \"output\": \"x\"}'")) {
            assertThat(failure(ask(runtime, "1", "a")))
                    .isEqualTo(
                            "the process ended with status 0 after half a line ('{\"id\": \"1\", \"output\": \"x\"}'),"
                                    + " but an answer is required");
        }
    }

    @Test
    void half_an_answer_that_goes_no_further_is_left_at_the_deadline() throws Exception {
        try (ProcessRuntime runtime =
                open(settings(300, 1, 1, "sh", "-c", "read line; printf '{\"id\": \"1\"'; sleep 1000"))) {
            assertThat(failure(ask(runtime, "1", "a"))).startsWith("no whole answer came within 600 ms");
        }
    }

    @Test
    void a_line_without_end_is_left_at_its_limit() throws Exception {
        try (ProcessRuntime runtime = sh("read line; exec cat /dev/zero")) {
            assertThat(failure(ask(runtime, "1", "a")))
                    .isEqualTo("the process wrote a line without end, but an answer is one line");
        }
    }

    @Test
    void a_line_that_is_no_answer_is_shown() throws Exception {
        try (ProcessRuntime runtime = sh("read line; echo 'loading model'; read line")) {
            assertThat(failure(ask(runtime, "1", "a")))
                    .isEqualTo("the process wrote 'loading model', but one JSON object with 'id' and 'output' a line is"
                            + " required; write anything else to the error stream");
        }
    }

    @Test
    void an_error_or_an_answer_without_output_fails_one_case_and_keeps_the_child() throws Exception {
        try (ProcessRuntime runtime = sh(
                "read a; echo '{\"id\": \"1\", \"error\": \"too long\"}'; read a;"
                        + " echo '{\"id\": \"2\", \"output\": 7}'; read a; echo '{\"id\": \"3\", \"output\": \"c\"}'; read a")) {
            assertThat(failure(ask(runtime, "1", "a"))).isEqualTo("the process reports: too long");
            assertThat(failure(ask(runtime, "2", "a")))
                    .isEqualTo("the process wrote '{\"id\":\"2\",\"output\":7}', but 'output' with a text is required");
            assertThat(output(ask(runtime, "3", "a"))).isEqualTo("c");
        }
    }

    @Test
    void as_many_children_answer_at_once_as_the_settings_say() throws Exception {
        try (ProcessRuntime runtime = open(settings(10_000, 4, 1, "python3", "-c", UPPER))) {
            CountDownLatch done = new CountDownLatch(4);
            List<Thread> threads = IntStream.range(0, 4)
                    .mapToObj(i -> new Thread(() -> {
                        for (int j = 0; j < 20; j++) {
                            try {
                                if (!output(ask(runtime, i + "-" + j, "a" + i)).equals("A" + i)) {
                                    return;
                                }
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                        done.countDown();
                    }))
                    .toList();
            threads.forEach(Thread::start);

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closing_ends_the_children_also_one_that_ignores_the_end_of_its_input() throws Exception {
        Path pid = directory.resolve("pid");
        try (ProcessRuntime runtime = sh("echo $$ > pid; read line; echo '{\"id\": \"1\", \"output\": \"x\"}';"
                + " trap '' TERM; while true; do sleep 0.1; done")) {
            ask(runtime, "1", "a");
        }

        assertGone(Long.parseLong(Files.readString(pid).strip()));
    }

    @Test
    void a_program_that_is_not_there_is_an_error_at_once() {
        assertThatThrownBy(() -> open(settings(300, 1, 1, "no-such-program-here")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("the command 'no-such-program-here' cannot be started (")
                .hasMessageEndingWith("; name a program that runs here");
    }

    private ProcessRuntime python(String program) {
        return open(settings(10_000, 1, 1, "python3", "-c", program));
    }

    private ProcessRuntime sh(String program) {
        return open(settings(10_000, 1, 1, "sh", "-c", program));
    }

    private static ProcessRuntime open(ProcessSettings settings) {
        return ProcessRuntime.open(settings);
    }

    private ProcessSettings settings(int timeoutMillis, int processes, int batch, String... command) {
        Duration timeout = Duration.ofMillis(timeoutMillis);
        Workplace here = Workplace.open(
                Optional.empty(), new Workplace.Contents(directory, Optional.empty(), ImmutableList.of()));
        return new ProcessSettings(ImmutableList.copyOf(command), here, timeout, timeout, processes, batch);
    }

    private static Reply ask(ProcessRuntime runtime, String id, String input) throws InterruptedException {
        return runtime.answer(List.of(new Request(id, input))).get(0);
    }

    private static String output(Reply reply) {
        return reply instanceof Answered answered ? answered.output() : reply.toString();
    }

    private static String failure(Reply reply) {
        return ((Failed) reply).message();
    }

    private static void assertGone(long pid) throws IOException, InterruptedException {
        for (int i = 0;
                i < 100 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
                i++) {
            Thread.sleep(50);
        }
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }
}
