package dev.modelgate.eval.verdict;

import java.util.Map;
import java.util.Optional;

/** The address of the CI run, by the documented variables of GitHub and GitLab. */
public final class RunUrl {

    private RunUrl() {}

    /** @param environment the process's variables; empty ones count as unset */
    public static Optional<String> of(Map<String, String> environment) {
        return gitHub(environment).or(() -> variable(environment, "CI_JOB_URL"));
    }

    private static Optional<String> gitHub(Map<String, String> environment) {
        Optional<String> server = variable(environment, "GITHUB_SERVER_URL");
        Optional<String> repository = variable(environment, "GITHUB_REPOSITORY");
        Optional<String> run = variable(environment, "GITHUB_RUN_ID");
        return server.isPresent() && repository.isPresent() && run.isPresent()
                ? Optional.of("%s/%s/actions/runs/%s".formatted(server.get(), repository.get(), run.get()))
                : Optional.empty();
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
