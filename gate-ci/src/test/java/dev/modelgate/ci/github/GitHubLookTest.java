package dev.modelgate.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.ci.doctor.Finding;
import dev.modelgate.ci.doctor.Finding.State;
import dev.modelgate.ci.testing.Fast;
import dev.modelgate.ci.testing.TableServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubLookTest {

    private static final String REPOSITORY = "GET /repos/acme/tutor";

    @TempDir
    private Path project;

    private TableServer gitHub;

    @BeforeEach
    void a_repository_that_is_set_up() throws IOException {
        gitHub = new TableServer();
        gitHub.answers.put(REPOSITORY, "{\"default_branch\": \"main\"}");
        gitHub.answers.put(REPOSITORY + "/environments/production", """
                {"name": "production", "protection_rules": [
                  {"type": "branch_policy"},
                  {"type": "required_reviewers", "reviewers": [{"type": "User", "reviewer": {"login": "a"}}]}]}
                """);
        gitHub.answers.put(REPOSITORY + "/rules/branches/main?per_page=100&page=1", """
                [{"type": "deletion"}, {"type": "pull_request", "parameters": {"require_code_owner_review": true}}]
                """);
        gitHub.answers.put(REPOSITORY + "/codeowners/errors", "{\"errors\": []}");
        Files.writeString(project.resolve("gate.yaml"), "version: 1\n");
        Files.createDirectory(project.resolve(".github"));
        Files.writeString(project.resolve(".github/CODEOWNERS"), "* @a\n");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void reads_reviewers_rules_and_owners() {
        assertThat(finding("environment 'production' has required reviewers").state())
                .isEqualTo(State.OK);
        assertThat(finding("branch 'main' wants the review of code owners").state())
                .isEqualTo(State.OK);
        assertThat(finding("GitHub understands CODEOWNERS").state()).isEqualTo(State.OK);
        assertThat(finding("CODEOWNERS names owners of .github/").state()).isEqualTo(State.OK);
        assertThat(finding("CODEOWNERS names owners of gate.yaml").state()).isEqualTo(State.OK);
        assertThat(finding("CODEOWNERS names owners of eval_baseline.json").state())
                .isEqualTo(State.OK);
    }

    @Test
    void asks_for_the_registrys_pin_with_its_first_key() throws IOException {
        assertThat(finding("gate.yaml pins the registry").state()).isEqualTo(State.NG);

        String id = "version: 1\nwiring:\n  registry_pin: {id: \"" + "a".repeat(64) + "\"";
        Files.writeString(project.resolve("gate.yaml"), id + "}\n");
        assertThat(finding("gate.yaml pins the registry").text()).contains("names an id but no key");

        Files.writeString(project.resolve("gate.yaml"), id + ", key: \"" + "b".repeat(64) + "\"}\n");
        assertThat(finding("gate.yaml pins the registry").state()).isEqualTo(State.OK);
    }

    @Test
    void an_environment_without_reviewers_or_none_at_all_does_not_hold() {
        gitHub.answers.put(REPOSITORY + "/environments/production", "{\"protection_rules\": []}");
        assertThat(finding("environment 'production' has required reviewers").state())
                .isEqualTo(State.NG);

        gitHub.answers.remove(REPOSITORY + "/environments/production");
        assertThat(finding("environment 'production' has required reviewers").text())
                .contains("there is no such environment");
    }

    @Test
    void a_branch_is_held_by_a_ruleset_or_by_protection_of_the_older_kind() {
        gitHub.answers.put(REPOSITORY + "/rules/branches/main?per_page=100&page=1", "[]");
        assertThat(finding("branch 'main' wants the review of code owners").state())
                .isEqualTo(State.NG);

        gitHub.answers.put(
                REPOSITORY + "/branches/main/protection",
                "{\"required_pull_request_reviews\": {\"require_code_owner_reviews\": true}}");
        assertThat(finding("branch 'main' wants the review of code owners").state())
                .isEqualTo(State.OK);

        gitHub.answers.put(
                REPOSITORY + "/branches/main/protection",
                "{\"required_pull_request_reviews\": {\"require_code_owner_reviews\": false}}");
        assertThat(finding("branch 'main' wants the review of code owners").state())
                .isEqualTo(State.NG);
    }

    @Test
    void what_the_token_may_not_read_could_not_be_looked_at() {
        gitHub.statuses.put(REPOSITORY + "/environments/production", 403);
        gitHub.answers.put(REPOSITORY + "/rules/branches/main?per_page=100&page=1", "[]");
        gitHub.statuses.put(REPOSITORY + "/branches/main/protection", 403);

        assertThat(finding("the environment of the promotion has reviewers").state())
                .isEqualTo(State.UNKNOWN);
        assertThat(finding("the default branch wants the owners' review").state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void owners_are_missing_where_no_line_names_them_and_errors_of_the_file_are_told() throws IOException {
        Files.writeString(project.resolve(".github/CODEOWNERS"), "/.github/* @a\n/eval_baseline.json @a\n");
        gitHub.answers.put(REPOSITORY + "/codeowners/errors", "{\"errors\": [{\"line\": 3}]}");

        assertThat(finding("CODEOWNERS names owners of .github/").text()).contains("'/.github/ @owner'");
        assertThat(finding("CODEOWNERS names owners of gate.yaml").state()).isEqualTo(State.NG);
        assertThat(finding("CODEOWNERS names owners of eval_baseline.json").state())
                .isEqualTo(State.OK);
        assertThat(finding("GitHub understands CODEOWNERS").text()).contains("1 errors");

        Files.delete(project.resolve(".github/CODEOWNERS"));
        assertThat(finding("CODEOWNERS names owners of the gate").text()).contains(".github/CODEOWNERS");
    }

    private Finding finding(String check) {
        Map<String, String> environment =
                Map.of("GITHUB_API_URL", gitHub.url(), "GITHUB_REPOSITORY", "acme/tutor", "GITHUB_TOKEN", "t0ken");
        return new GitHubLook(project, environment, Fast.transport())
                .take().stream()
                        .filter(finding -> finding.check().equals(check))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nothing was found on: " + check));
    }
}
