package dev.modelgate.ci.stage;

import dev.modelgate.ci.JobVariables;
import dev.modelgate.ci.github.GitHubApi;
import dev.modelgate.ci.github.GitHubHost;
import dev.modelgate.ci.gitlab.GitLabApi;
import dev.modelgate.ci.gitlab.GitLabHost;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.CodeHost;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.http.HttpTransport;
import java.util.Map;
import java.util.Optional;

/**
 * The code host of the job that a command runs in: it says where a branch is, so that a clone that a job has changed
 * cannot. Outside of a job there is none, and the clone is asked.
 */
public final class JobHost {

    private final Map<String, String> environment;
    private final HttpTransport transport;

    private JobHost(Map<String, String> environment, HttpTransport transport) {
        this.environment = environment;
        this.transport = transport;
    }

    /** Asks no sooner than a branch is needed: most commands of a job need none, and no token. */
    public static GitCommittedFiles.Tips tips(Map<String, String> environment, HttpTransport transport) {
        JobHost job = new JobHost(environment, transport);
        return branch -> {
            Optional<CodeHost> host = job.host();
            return host.isPresent() ? host.get().tip(branch) : Optional.empty();
        };
    }

    /** Both systems document that these variables are {@code true} in every job. */
    private Optional<CodeHost> host() {
        boolean gitHub = isTrue("GITHUB_ACTIONS");
        boolean gitLab = isTrue("GITLAB_CI");
        if (gitHub && gitLab) {
            throw new CannotJudgeException(
                    "GITHUB_ACTIONS and GITLAB_CI are both true, but a job runs in one of them; unset the other");
        }
        return gitHub ? Optional.of(gitHub()) : gitLab ? Optional.of(gitLab()) : Optional.empty();
    }

    private CodeHost gitHub() {
        return new GitHubHost(GitHubApi.of(environment, transport));
    }

    /** The target's project, where the job is about a merge request: a fork has branches of its own. */
    private CodeHost gitLab() {
        JobVariables job = new JobVariables(environment, "a GitLab pipeline");
        String project = job.optional("CI_MERGE_REQUEST_PROJECT_ID").orElseGet(() -> job.required("CI_PROJECT_ID"));
        return new GitLabHost(GitLabApi.of(job, transport), project);
    }

    private boolean isTrue(String variable) {
        return "true".equals(environment.get(variable));
    }
}
