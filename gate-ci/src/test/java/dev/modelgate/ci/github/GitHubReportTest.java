package dev.modelgate.ci.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubReportTest {

    @TempDir
    private Path folder;

    @Test
    void values_and_summaries_are_added_to_the_files_that_the_runner_names() throws IOException {
        GitHubReport report = new GitHubReport(Map.of(
                "GITHUB_OUTPUT", folder.resolve("output").toString(),
                "GITHUB_STEP_SUMMARY", folder.resolve("summary").toString()));

        report.output("run_id", "a1");
        report.output("semver", "v0.3.1+x");
        report.summary("**text**");

        assertThat(Files.readString(folder.resolve("output"))).isEqualTo("run_id=a1\nsemver=v0.3.1+x\n");
        assertThat(Files.readString(folder.resolve("summary"))).isEqualTo("**text**\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb=c", "a<<EOF", "a b", "$(id)", "a%0Ab", "\u2028"})
    void a_value_that_could_be_taken_for_more_is_never_written(String value) {
        GitHubReport report = new GitHubReport(
                Map.of("GITHUB_OUTPUT", folder.resolve("output").toString()));

        assertThatThrownBy(() -> report.output("run_id", value)).isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.resolve("output")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::set-output name=x::y", "text\n  ::add-mask::a", "| ##[add-path]x |", "::stop-commands::x"})
    void what_the_runner_could_take_for_a_command_is_printed_where_it_listens_to_none(String text) {
        List<String> lines = new GitHubReport(Map.of()).printed(text).lines().toList();

        String word = lines.get(0).replace("::stop-commands::", "");
        assertThat(word).hasSize(64);
        assertThat(text).doesNotContain(word);
        assertThat(String.join("\n", lines.subList(1, lines.size() - 1))).isEqualTo(text);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("::" + word + "::");
    }

    @Test
    void anything_else_is_printed_as_it_is() {
        assertThat(new GitHubReport(Map.of()).printed("| `a` | FAIL |")).isEqualTo("| `a` | FAIL |");
    }

    @Test
    void outside_of_a_workflow_nothing_is_written() {
        new GitHubReport(Map.of("GITHUB_OUTPUT", "")).output("run_id", "a1");
        new GitHubReport(Map.of()).summary("text");

        assertThat(folder).isEmptyDirectory();
    }
}
