package dev.modelgate.ci.gitlab;

import dev.modelgate.ci.JobVariables;
import dev.modelgate.ci.rest.RestApi;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Service;
import java.util.Map;

/** GitLab's REST API, version 4. */
public final class GitLabApi {

    private GitLabApi() {}

    /**
     * The API that a job's environment names: {@code CI_API_V4_URL}, and {@code GITLAB_TOKEN}, an access token of the
     * project with the scope {@code api}. The job's own token may not read members or write notes.
     *
     * @throws CannotJudgeException where the address is missing
     */
    public static RestApi of(JobVariables job, HttpTransport transport) {
        Service service = new Service(
                "GitLab",
                job.optional("GITLAB_TOKEN").map(Credentials::bearer).orElse(Credentials.none()),
                "give the job a project access token with the scope 'api' as GITLAB_TOKEN");
        return new RestApi(job.required("CI_API_V4_URL"), service, Map.of(), transport);
    }
}
