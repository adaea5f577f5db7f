package dev.modelgate.cli;

import java.util.Optional;

/** The address of the CI run, by the documented variables of GitHub and GitLab. */
final class RunUrl {

    private RunUrl() {}

    static Optional<String> of(Invocation invocation) {
        return gitHub(invocation).or(() -> invocation.variable("CI_JOB_URL"));
    }

    private static Optional<String> gitHub(Invocation invocation) {
        Optional<String> server = invocation.variable("GITHUB_SERVER_URL");
        Optional<String> repository = invocation.variable("GITHUB_REPOSITORY");
        Optional<String> run = invocation.variable("GITHUB_RUN_ID");
        return server.isPresent() && repository.isPresent() && run.isPresent()
                ? Optional.of("%s/%s/actions/runs/%s".formatted(server.get(), repository.get(), run.get()))
                : Optional.empty();
    }
}
