package dev.modelgate.ci.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.ci.testing.FakeGitLab;
import dev.modelgate.ci.testing.Fast;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitLabPipelineTest {

    private static final String HEAD = "1".repeat(40);
    private static final String BASE = "2".repeat(40);

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void a_labelled_merge_request() {
        variables.putAll(Map.of(
                "CI_PIPELINE_SOURCE", "merge_request_event",
                "CI_MERGE_REQUEST_IID", "17",
                "CI_MERGE_REQUEST_LABELS", "bug,deploy-candidate",
                "CI_COMMIT_SHA", HEAD,
                "CI_MERGE_REQUEST_DIFF_BASE_SHA", BASE,
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main",
                "CI_DEFAULT_BRANCH", "main",
                "CI_MERGE_REQUEST_PROJECT_ID", "42"));
    }

    @Test
    void reads_the_merge_request_of_the_documented_variables() {
        assertThat(pipeline().proposal()).isEqualTo(new Proposal(17, HEAD, BASE, "main", "main", "deploy-candidate"));
    }

    @Test
    void the_head_is_the_source_branch_and_not_the_merge_that_gitlab_made() {
        variables.put("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "3".repeat(40));

        assertThat(pipeline().proposal().head()).isEqualTo("3".repeat(40));
    }

    @Test
    void a_request_to_another_branch_is_objected_to() {
        variables.put("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "loose");

        assertThat(pipeline().proposal().objections()).hasSize(1);
    }

    @Test
    void another_pipeline_cannot_be_judged_and_the_message_says_which_rule_to_write() {
        variables.put("CI_PIPELINE_SOURCE", "push");

        assertThatThrownBy(() -> pipeline().proposal())
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("CI_PIPELINE_SOURCE is push")
                .hasMessageContaining("merge_request_event");
    }

    @Test
    void a_label_counts_only_as_a_whole() {
        variables.put("CI_MERGE_REQUEST_LABELS", "not-deploy-candidate,deploy-candidate-2");

        assertThatThrownBy(() -> pipeline().proposal())
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("'deploy-candidate' is required");
    }

    @Test
    void what_is_missing_or_no_hash_is_named() {
        variables.put("CI_MERGE_REQUEST_DIFF_BASE_SHA", "");
        assertThatThrownBy(() -> pipeline().proposal())
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("CI_MERGE_REQUEST_DIFF_BASE_SHA");

        variables.put("CI_MERGE_REQUEST_DIFF_BASE_SHA", "main");
        assertThatThrownBy(() -> pipeline().proposal())
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("'main'");
    }

    @Test
    void values_go_to_a_dotenv_file_where_the_newest_of_a_name_counts() throws IOException {
        pipeline().report().output("run_id", "a1");
        pipeline().report().output("outcome", "passed");
        pipeline().report().output("run_id", "b2");

        assertThat(Files.readAllLines(folder.resolve("ci/outputs.env")))
                .containsExactly("GATE_CI_OUTCOME=passed", "GATE_CI_RUN_ID=b2");
        assertThatThrownBy(() -> pipeline().report().output("run_id", "a\nPATH=evil"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void without_a_token_nothing_is_commented_and_nothing_breaks() throws IOException {
        try (FakeGitLab gitLab = new FakeGitLab()) {
            variables.put("CI_API_V4_URL", gitLab.url());

            assertThat(pipeline().host().comment(17, "text")).isFalse();
            assertThat(gitLab.said()).isEmpty();
        }
    }

    private GitLabPipeline pipeline() {
        return new GitLabPipeline(variables, "deploy-candidate", folder.resolve("ci/outputs.env"), Fast.transport());
    }
}
