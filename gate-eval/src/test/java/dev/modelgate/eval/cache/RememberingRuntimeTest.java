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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        try (AnswerFile file = AnswerFile.open(file(), "sha", key())) {
            RememberingRuntime runtime = new RememberingRuntime(new Numbered(), file, "m");
            runtime.answer(List.of(request("a")));
            runtime.answer(List.of(request("a")));
        }

        assertThat(asked).containsExactly("a", "a");
        try (AnswerFile file = AnswerFile.open(file(), "sha", key())) {
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
        try (AnswerFile file = AnswerFile.open(file(), "sha", key())) {
            new RememberingRuntime(new Numbered(), file, "warmer").answer(List.of(request("a")));
        }

        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void answers_of_another_model_are_an_error() throws Exception {
        answers("sha", "a");

        assertThatThrownBy(() -> AnswerFile.open(file(), "other", key()))
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
        AnswerFile.begin(file(), "sha", key()).close();

        answers("sha", "a");

        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void an_edited_answer_is_nobodys_and_is_asked_again() throws Exception {
        answers("sha", "a", "b");
        Files.writeString(file(), Files.readString(file()).replace("answer 1", "the right one"));

        List<ModelRuntime.Reply> replies = answers("sha", "a", "b");

        assertThat(asked).containsExactly("a", "b", "a");
        assertThat(output(replies)).isEqualTo("answer 3");
        try (AnswerFile file = AnswerFile.open(file(), "sha", key())) {
            assertThat(file.unsealed()).isEqualTo(1);
        }
    }

    @Test
    void an_answer_without_a_seal_or_to_another_question_is_asked_again() throws Exception {
        answers("sha", "a", "b");
        List<String> lines = Files.readAllLines(file());
        String first = lines.get(1);
        String second = lines.get(2);
        String moved = second.substring(0, second.indexOf("\"output\"")) + first.substring(first.indexOf("\"output\""));
        String bare = first.replaceAll(",\"seal\":\"[0-9a-f]+\"", "");
        assertThat(bare).isNotEqualTo(first);
        Files.write(file(), List.of(lines.get(0), bare, moved));

        answers("sha", "a", "b");

        assertThat(asked).containsExactly("a", "b", "a", "b");
    }

    @Test
    void answers_of_one_model_serve_no_other_though_its_name_is_put_over_them() throws Exception {
        answers("sha", "a");
        Files.writeString(file(), Files.readString(file()).replace("\"of\":\"sha\"", "\"of\":\"other\""));

        answers("other", "a");

        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void answers_that_another_machine_sealed_are_asked_again() throws Exception {
        answers("sha", "a");
        Files.delete(directory.resolve("state/modelgate/answers.key"));

        answers("sha", "a");

        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void the_key_is_its_owners_alone_and_is_not_used_otherwise() throws Exception {
        key();
        Path file = directory.resolve("state/modelgate/answers.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::key)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("is open to others, but only its owner may read it");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.write(file, new byte[0]);
        assertThatThrownBy(this::key).hasMessageContaining("has 0 bytes, but 32 are required");
    }

    private MachineKey key() {
        return MachineKey.of(Map.of("XDG_STATE_HOME", directory.resolve("state").toString()));
    }

    private Path file() {
        return directory.resolve("deep/answers.jsonl");
    }

    private List<ModelRuntime.Reply> answers(String owner, String... inputs) throws Exception {
        try (AnswerFile file = AnswerFile.open(file(), owner, key())) {
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
