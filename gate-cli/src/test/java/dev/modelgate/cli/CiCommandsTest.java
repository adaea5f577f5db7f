package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gate ci} as a shell sees it; what the stages decide is tested where they are. */
class CiCommandsTest {

    private static final String[] REQUEST = {"ci", "request", "--mlflow-run-id", "a1", "--semver", "v0.3.1"};

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void a_committed_project() throws Exception {
        Files.writeString(directory.resolve("gate.yaml"), "version: 1\nwiring:\n  eval_set: eval.jsonl\n");
        Files.writeString(
                directory.resolve("eval.jsonl"),
                "{\"id\": \"1\", \"input\": \"a\", \"expected\": \"a\", \"buckets\": [\"b\"]}\n");
        Files.writeString(
                directory.resolve("eval_baseline.json"),
                "{\"eval_set_sha256\": \"%s\", \"buckets\": {\"aggregate\": 1}}".formatted("0".repeat(64)));
        try (Git git = Git.init().setDirectory(directory.toFile()).call()) {
            git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("base")
                    .setAuthor("test", "test@localhost")
                    .setCommitter("test", "test@localhost")
                    .call();
        }
        shell = new Shell(directory);
    }

    @Test
    void a_plain_shell_gives_the_request_by_options_and_prints_what_would_be_a_comment() throws IOException {
        Shell.Result asked = shell.run(REQUEST);

        assertThat(asked.status()).as(asked.err()).isZero();
        assertThat(asked.out()).isEqualTo("run `a1` is asked for as `v0.3.1`\n");
        assertThat(Files.readString(directory.resolve(".gate/ci/outputs.env")))
                .contains("GATE_CI_RUN_ID=a1\n", "GATE_CI_SEMVER=v0.3.1\n");

        Shell.Result stale = shell.run("ci", "data", "--ci", "none");
        assertThat(stale.status()).isEqualTo(2);
        assertThat(stale.out()).contains("| EVAL_SET_MISMATCH |").doesNotContain("::error");

        Shell.Result comment = shell.run("ci", "comment", "--ci=none");
        assertThat(comment.status()).as(comment.err()).isZero();
        assertThat(comment.out()).startsWith("### Modelgate: refused\n\nRefused at stage `data`");
    }

    @Test
    void a_request_on_the_command_line_is_held_to_the_form_of_a_comment() {
        Shell.Result none = shell.run("ci", "request");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.out()).contains("REQUEST_MISSING");

        Shell.Result hostile =
                shell.run("ci", "request", "--mlflow-run-id", "a1\n::set-output x", "--semver", "v1.0.0");
        assertThat(hostile.status()).isEqualTo(2);
        assertThat(hostile.out()).contains("REQUEST_MALFORMED");
    }

    @Test
    void a_proposed_commit_that_is_not_there_cannot_be_judged() {
        Shell.Result result =
                shell.run("ci", "request", "--mlflow-run-id=a1", "--semver=v0.3.1", "--head", "1".repeat(40));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("is not in this clone");
    }

    @Test
    void the_system_is_found_by_its_documented_variable_and_not_guessed_where_two_are_set() {
        shell.with("GITHUB_ACTIONS", "true");
        assertThat(shell.run(REQUEST).err()).contains("GITHUB_REPOSITORY is not set");

        shell.with("GITLAB_CI", "true");
        Shell.Result both = shell.run(REQUEST);
        assertThat(both.status()).isEqualTo(1);
        assertThat(both.err()).contains("say which with --ci");

        Shell.Result gitLab = shell.run("ci", "request", "--ci", "gitlab");
        assertThat(gitLab.status()).isEqualTo(1);
        assertThat(gitLab.err()).contains("CI_API_V4_URL is not set");

        assertThat(shell.run("ci", "request", "--ci", "jenkins").status()).isEqualTo(64);
    }

    @Test
    void the_doctor_says_what_it_could_not_look_at_and_fails_for_what_it_saw() throws IOException {
        Shell.Result nowhere = shell.run("ci", "doctor");
        assertThat(nowhere.status()).isEqualTo(64);

        Files.createDirectories(directory.resolve(".github"));
        Files.writeString(directory.resolve(".github/CODEOWNERS"), "/gate.yaml @a\n");
        Shell.Result seen = shell.run("ci", "doctor");
        assertThat(seen.status()).isEqualTo(2);
        assertThat(seen.out())
                .contains("UNKNOWN the default branch wants the owners' review\n        GITHUB_REPOSITORY is not set")
                .contains("OK      CODEOWNERS names owners of gate.yaml")
                .contains("NG      CODEOWNERS names owners of eval_baseline.json");

        Shell.Result json = shell.run("ci", "doctor", "--format", "json");
        assertThat(json.status()).isEqualTo(2);
        assertThat(json.out()).contains("\"schema\": \"ci-doctor/1\"", "\"state\": \"NG\"");
    }
}
