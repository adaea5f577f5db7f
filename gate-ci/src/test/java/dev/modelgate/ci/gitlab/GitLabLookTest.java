package dev.modelgate.ci.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.ci.doctor.Finding;
import dev.modelgate.ci.doctor.Finding.State;
import dev.modelgate.ci.testing.Fast;
import dev.modelgate.ci.testing.TableServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitLabLookTest {

    @TempDir
    private Path project;

    private TableServer gitLab;

    @BeforeEach
    void a_project_that_is_set_up() throws IOException {
        gitLab = new TableServer();
        gitLab.answers.put("GET /projects/42", "{\"default_branch\": \"main\"}");
        gitLab.answers.put(
                "GET /projects/42/protected_environments/production",
                "{\"approval_rules\": [{\"required_approvals\": 1}]}");
        gitLab.answers.put(
                "GET /projects/42/protected_branches/main",
                "{\"name\": \"main\", \"code_owner_approval_required\": true}");
        Files.writeString(
                project.resolve("gate.yaml"),
                "version: 1\nwiring:\n  registry_pin: {id: \"" + "a".repeat(64) + "\", key: \"" + "b".repeat(64)
                        + "\"}\n");
        gitLab.answers.put("GET /projects/42/variables/GATE_REGISTRY_HEAD", "{\"value\": \"6 ab\"}");
        Files.writeString(project.resolve("CODEOWNERS"), "* @a\n");
        Files.writeString(
                project.resolve(".gitlab-ci.yml"),
                "variables: {GIT_DEPTH: 0}\ndeploy:\n  script: [gate ci request, gate ci promote]\n");
    }

    @AfterEach
    void stop() {
        gitLab.close();
    }

    @Test
    void a_project_that_is_set_up_has_nothing_against_it() {
        assertThat(findings()).hasSizeGreaterThan(6).allMatch(finding -> finding.state() == State.OK);
    }

    @Test
    void what_is_not_protected_or_missing_does_not_hold() throws IOException {
        gitLab.answers.remove("GET /projects/42/protected_environments/production");
        gitLab.answers.put(
                "GET /projects/42/protected_branches/main",
                "{\"name\": \"main\", \"code_owner_approval_required\": false}");
        gitLab.answers.remove("GET /projects/42/variables/GATE_REGISTRY_HEAD");
        Files.writeString(project.resolve("gate.yaml"), "version: 1\n");
        Files.writeString(project.resolve("CODEOWNERS"), "* @a\ngate.yaml\n");
        Files.writeString(project.resolve(".gitlab-ci.yml"), "deploy:\n  script: [gate ci request]\n");

        assertThat(findings())
                .filteredOn(finding -> finding.state() == State.NG)
                .extracting(Finding::check)
                .containsExactly(
                        "environment 'production' wants approval",
                        "branch 'main' wants the approval of code owners",
                        "CODEOWNERS names owners of gate.yaml",
                        "gate.yaml pins the registry",
                        "a head of the registry is kept",
                        ".gitlab-ci.yml fetches the whole history",
                        ".gitlab-ci.yml deploys through the gate");
    }

    @Test
    void without_an_answer_nothing_is_said_about_the_settings() throws IOException {
        gitLab.statuses.put("GET /projects/42", 403);
        Files.delete(project.resolve(".gitlab-ci.yml"));

        assertThat(findings())
                .filteredOn(finding -> finding.state() == State.UNKNOWN)
                .extracting(Finding::check)
                .containsExactly("the default branch wants the owners' approval", ".gitlab-ci.yml can be read");
    }

    private List<Finding> findings() {
        Map<String, String> environment =
                Map.of("CI_API_V4_URL", gitLab.url(), "CI_PROJECT_ID", "42", "GITLAB_TOKEN", "t0ken");
        return new GitLabLook(project, environment, Fast.transport()).take();
    }
}
