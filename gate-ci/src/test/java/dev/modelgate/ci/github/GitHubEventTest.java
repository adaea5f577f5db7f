package dev.modelgate.ci.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubEventTest {

    private static final String HEAD = "1".repeat(40);
    private static final String BASE = "2".repeat(40);
    private static final String EVENT = """
            {"action": "labeled", "label": {"name": "deploy-candidate"}, "number": 17,
             "pull_request": {"number": 17, "title": "$(touch owned) `id` ::set-output name=x::y\\n::add-mask::a",
              "head": {"ref": "a\\"; rm -rf / #", "sha": "%s"}, "base": {"ref": "main", "sha": "%s"}},
             "repository": {"full_name": "acme/tutor", "default_branch": "main"}, "sender": {"login": "maintainer"}}
            """.formatted(HEAD, BASE);

    @TempDir
    private Path folder;

    @Test
    void takes_commits_branches_and_label_and_nothing_else_of_what_others_wrote() throws IOException {
        assertThat(read(EVENT)).isEqualTo(new Proposal(17, HEAD, BASE, "main", "main", "deploy-candidate"));
    }

    @Test
    void an_edited_base_counts_as_the_event_has_it() throws IOException {
        Proposal retargeted = read(EVENT.replace("\"base\": {\"ref\": \"main\"", "\"base\": {\"ref\": \"loose\""));

        assertThat(retargeted.objections())
                .singleElement()
                .satisfies(reason -> assertThat(reason.message()).contains("'loose'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"action\": \"labeled\"|\"action\": \"synchronize\"|the action 'synchronize'",
                "\"action\": \"labeled\"|\"action\": null|the action 'none'",
                "\"pull_request\": {|\"issue\": {|a label set on a pull request is required",
                "\"pull_request\": {\"number\": 17|\"pull_request\": {\"number\": 0|at least 1",
                "\"pull_request\": {\"number\": 17|\"pull_request\": {\"number\": 4294967297|integer overflow",
                "\"sha\": \"1111|\"sha\": \"main|its full hash is required",
                "\"label\": {\"name\": \"deploy-candidate\"}|\"label\": {}|'name'",
                "\"default_branch\"|\"other\"|'default_branch'",
            })
    void what_is_missing_or_wrong_is_an_error_that_names_it(String good, String bad, String message) {
        assertThat(EVENT).contains(good);

        assertThatThrownBy(() -> read(EVENT.replace(good, bad)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void an_event_that_is_no_json_or_not_there_is_an_error() {
        assertThatThrownBy(() -> read("<html>")).isInstanceOf(CannotJudgeException.class);
        assertThatThrownBy(() -> GitHubEvent.proposal(folder.resolve("none.json")))
                .isInstanceOf(CannotJudgeException.class);
    }

    private Proposal read(String event) throws IOException {
        return GitHubEvent.proposal(Files.writeString(folder.resolve("event.json"), event));
    }
}
