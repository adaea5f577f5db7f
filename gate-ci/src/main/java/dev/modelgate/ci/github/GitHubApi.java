package dev.modelgate.ci.github;

import dev.modelgate.ci.JobVariables;
import dev.modelgate.ci.rest.RestApi;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Service;
import java.util.Map;
import java.util.regex.Pattern;

/** One repository's REST API, version 2022-11-28. */
public final class GitHubApi {

    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}");

    private GitHubApi() {}

    /**
     * The API that a workflow's environment names: {@code GITHUB_API_URL} (github.com's where it is not set),
     * {@code GITHUB_REPOSITORY} and {@code GITHUB_TOKEN}.
     *
     * @throws CannotJudgeException where one is missing
     */
    public static RestApi of(Map<String, String> environment, HttpTransport transport) {
        JobVariables job =
                new JobVariables(environment, "a GitHub workflow, and pass the token as 'env: GITHUB_TOKEN'");
        String repository = job.required("GITHUB_REPOSITORY");
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new CannotJudgeException(
                    "GITHUB_REPOSITORY is '%s', but OWNER/NAME is required".formatted(Printable.line(repository)));
        }
        Service service = new Service(
                "GitHub",
                Credentials.bearer(job.required("GITHUB_TOKEN")),
                "give the job the permission 'pull-requests: write'");
        return new RestApi(
                job.optional("GITHUB_API_URL").orElse("https://api.github.com") + "/repos/" + repository,
                service,
                Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28"),
                transport);
    }
}
