package dev.modelgate.ci.github;

import dev.modelgate.ci.CiSystem;
import dev.modelgate.ci.JobVariables;
import dev.modelgate.ci.StepReport;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.port.CodeHost;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.registry.http.HttpTransport;
import java.nio.file.Path;
import java.util.Map;

/** A job of a GitHub workflow, by the variables that GitHub documents. */
public final class GitHubWorkflow implements CiSystem {

    private final Map<String, String> environment;
    private final Path directory;
    private final HttpTransport transport;

    /** @param directory against which the event's path is resolved, where it is relative */
    public GitHubWorkflow(Map<String, String> environment, Path directory, HttpTransport transport) {
        this.environment = environment;
        this.directory = directory;
        this.transport = transport;
    }

    @Override
    public Proposal proposal() {
        String event = new JobVariables(environment, "a GitHub workflow").required("GITHUB_EVENT_PATH");
        return GitHubEvent.proposal(directory.resolve(InputFiles.path(event)));
    }

    @Override
    public CodeHost host() {
        return new GitHubHost(GitHubApi.of(environment, transport));
    }

    @Override
    public StepReport report() {
        return new GitHubReport(environment);
    }
}
