package dev.modelgate.eval.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Usage;
import dev.modelgate.core.port.ModelRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberingRuntimeTest {

    @TempDir
    Path directory;

    private final List<String> asked = new ArrayList<>();

    @Test
    void asks_only_what_was_not_answered_before_and_keeps_order_latency_and_tokens() throws Exception {
        List<ModelRuntime.Reply> first = answers("sha", "a", "b");
        List<ModelRuntime.Reply> second = answers("sha", "b", "c", "a");

        assertThat(asked).containsExactly("a", "b", "c");
        assertThat(second.get(0)).isEqualTo(first.get(1));
        assertThat(second.get(2)).isEqualTo(first.get(0));
        assertThat(((ModelRuntime.Answered) second.get(0)).usage()).contains(new Usage(1, 2));
    }

    @Test
    void a_failure_is_asked_again() throws Exception {
        answers("sha", "fails");
        answers("sha", "fails");

        assertThat(asked).containsExactly("fails", "fails");
    }

    @Test
    void the_second_asking_of_one_run_is_another_question() throws Exception {
        try (AnswerFile file = AnswerFile.open(file(), "sha")) {
            RememberingRuntime runtime = new RememberingRuntime(new Numbered(), file, "m");
            runtime.answer(List.of(request("a")));
            runtime.answer(List.of(request("a")));
        }

        assertThat(asked).containsExactly("a", "a");
        try (AnswerFile file = AnswerFile.open(file(), "sha")) {
            RememberingRuntime runtime = new RememberingRuntime(new Numbered(), file, "m");
            assertThat(output(runtime.answer(List.of(request("a"))))).isEqualTo("answer 1");
            assertThat(output(runtime.answer(List.of(request("a"))))).isEqualTo("answer 2");
            assertThat(runtime.remembered()).isEqualTo(2);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void another_manner_of_asking_is_asked() throws Exception {
        answers("sha", "a");
        try (AnswerFile file = AnswerFile.open(file(), "sha")) {
            new RememberingRuntime(new Numbered(), file, "warmer").answer(List.of(request("a")));
        }

        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void answers_of_another_model_are_an_error() throws Exception {
        answers("sha", "a");

        assertThatThrownBy(() -> AnswerFile.open(file(), "other"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("holds the answers of another model")
                .hasMessageContaining("remove the file");
    }

    @Test
    void a_torn_line_is_asked_again_and_hurts_no_other() throws Exception {
        answers("sha", "a", "b");
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 10), StandardOpenOption.TRUNCATE_EXISTING);

        answers("sha", "a", "b");
        answers("sha", "a", "b");

        assertThat(asked).containsExactly("a", "b", "b");
    }

    @Test
    void begun_anew_nothing_is_known() throws Exception {
        answers("sha", "a");
        AnswerFile.begin(file(), "sha").close();

        answers("sha", "a");

        assertThat(asked).containsExactly("a", "a");
    }

    private Path file() {
        return directory.resolve("deep/answers.jsonl");
    }

    private List<ModelRuntime.Reply> answers(String owner, String... inputs) throws Exception {
        try (AnswerFile file = AnswerFile.open(file(), owner)) {
            return new RememberingRuntime(new Numbered(), file, "m")
                    .answer(Arrays.stream(inputs)
                            .map(RememberingRuntimeTest::request)
                            .toList());
        }
    }

    private static ModelRuntime.Request request(String input) {
        return new ModelRuntime.Request("id-" + input, input);
    }

    private static String output(List<ModelRuntime.Reply> replies) {
        return ((ModelRuntime.Answered) replies.get(0)).output();
    }

    /** Never says the same thing twice. */
    private final class Numbered implements ModelRuntime {

        @Override
        public String name() {
            return "numbered";
        }

        @Override
        public int maxBatch() {
            return 10;
        }

        @Override
        public int maxConcurrency() {
            return 1;
        }

        @Override
        public ImmutableList<Reply> answer(List<Request> requests) {
            return requests.stream().map(this::one).collect(ImmutableList.toImmutableList());
        }

        private Reply one(Request request) {
            asked.add(request.input());
            return request.input().equals("fails")
                    ? new Failed("no", Duration.ZERO)
                    : new Answered(
                            "answer " + asked.size(), Duration.ofNanos(asked.size()), Optional.of(new Usage(1, 2)));
        }

        @Override
        public void close() {}
    }
}
