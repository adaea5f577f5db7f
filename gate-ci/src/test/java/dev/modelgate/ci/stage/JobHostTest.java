package dev.modelgate.ci.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.ci.testing.CodeHostStandIn;
import dev.modelgate.ci.testing.FakeGitHub;
import dev.modelgate.ci.testing.FakeGitLab;
import dev.modelgate.ci.testing.Fast;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobHostTest {

    private static final String TIP = "1".repeat(40);

    @Test
    void a_job_of_github_asks_github() throws IOException {
        try (CodeHostStandIn host = new FakeGitHub()) {
            host.tip("main", TIP);

            assertThat(tip(host.environment(), "GITHUB_ACTIONS")).contains(TIP);
        }
    }

    @Test
    void a_job_of_gitlab_asks_gitlab_also_where_it_is_about_no_merge_request() throws IOException {
        try (CodeHostStandIn host = new FakeGitLab()) {
            host.tip("main", TIP);
            Map<String, String> environment = new HashMap<>(host.environment());
            assertThat(tip(environment, "GITLAB_CI")).contains(TIP);

            environment.put("CI_PROJECT_ID", environment.remove("CI_MERGE_REQUEST_PROJECT_ID"));
            assertThat(tip(environment, "GITLAB_CI")).contains(TIP);
        }
    }

    @Test
    void outside_of_a_job_nobody_is_asked() throws IOException {
        assertThat(tip(Map.of("GITHUB_ACTIONS", "false"), "CI")).isEmpty();
    }

    @Test
    void a_job_without_a_token_cannot_say_where_the_branch_is() {
        assertThatThrownBy(() -> tip(Map.of("GITHUB_REPOSITORY", "acme/tutor"), "GITHUB_ACTIONS"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("GITHUB_TOKEN is not set");
    }

    @Test
    void a_job_of_two_systems_is_none() {
        assertThatThrownBy(() -> tip(Map.of("GITLAB_CI", "true"), "GITHUB_ACTIONS"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("are both true");
    }

    private static Optional<String> tip(Map<String, String> environment, String system) throws IOException {
        Map<String, String> job = new HashMap<>(environment);
        job.put(system, "true");
        return JobHost.tips(job, Fast.transport()).tip("main");
    }
}
