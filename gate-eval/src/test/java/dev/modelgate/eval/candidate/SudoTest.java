package dev.modelgate.eval.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.eval.candidate.ShortCommand.Ran;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is run as another user, looked at without running it; OtherUserRealTest runs it. */
class SudoTest {

    private static final Sudo SUDO = new Sudo(new CandidateUser("gate-candidate", 999));

    @Test
    void a_command_is_started_as_the_user_without_a_question_and_its_words_stay_words() {
        assertThat(SUDO.starting(List.of("python3", "-c", "$(id); 'x'")))
                .startsWith("sudo", "--non-interactive", "--user=gate-candidate", "--", "/bin/sh", "-c")
                .endsWith("sh", "python3", "-c", "$(id); 'x'");
    }

    @Test
    void what_starts_it_limits_it_and_becomes_it() throws IOException {
        List<String> words = SUDO.starting(List.of(
                "/bin/sh", "-c", "(ulimit -u || ulimit -p) 2>/dev/null; echo $ORT_DISABLE_TELEMETRY", "$(exit 3)"));

        Optional<Ran> ran = ShortCommand.run(words.subList(4, words.size()), Duration.ofSeconds(30));

        String[] said = ran.orElseThrow().words().split("\n", -1);
        assertThat(Long.parseLong(said[0])).isBetween(1L, 2048L);
        assertThat(said[1]).isEqualTo("1");
    }

    @Test
    void a_short_command_tells_how_it_ended_and_what_it_said() throws IOException {
        assertThat(ShortCommand.run(List.of("sh", "-c", "echo out; echo err >&2; exit 3"), Duration.ofSeconds(30)))
                .contains(new Ran(3, "out\nerr"));
    }

    @Test
    void one_that_does_not_end_is_left_in_time() throws IOException {
        assertThat(ShortCommand.run(List.of("sleep", "1000"), Duration.ofMillis(300)))
                .isEmpty();
    }

    @Test
    void one_is_waited_for_also_where_the_thread_is_interrupted() throws IOException {
        Thread.currentThread().interrupt();

        Optional<Ran> ran = ShortCommand.run(List.of("sh", "-c", "sleep 0.2; echo done"), Duration.ofSeconds(30));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran).contains(new Ran(0, "done"));
    }

    @Test
    void a_program_that_is_not_there_is_told() {
        assertThatThrownBy(() -> ShortCommand.run(List.of("no-such-program-here"), Duration.ofSeconds(30)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void processes_that_run_are_told_from_zombies_and_from_others() {
        assertThat(Leftovers.runs(List.of("Name:\tsh", "State:\tS (sleeping)", "Uid:\t999\t999\t999\t999"), 999))
                .isTrue();
        assertThat(Leftovers.runs(List.of("State:\tS (sleeping)", "Uid:\t0\t0\t999\t0"), 999))
                .isTrue();
        assertThat(Leftovers.runs(List.of("State:\tZ (zombie)", "Uid:\t999\t999\t999\t999"), 999))
                .isFalse();
        assertThat(Leftovers.runs(List.of("State:\tS (sleeping)", "Uid:\t9990\t9990\t9990\t9990"), 999))
                .isFalse();
        assertThat(Leftovers.runs(List.of("State:\tS (sleeping)", "Gid:\t999\t999\t999\t999"), 999))
                .isFalse();
    }
}
