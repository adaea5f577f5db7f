package dev.modelgate.ci.gitlab;

import dev.modelgate.ci.CiSystem;
import dev.modelgate.ci.JobVariables;
import dev.modelgate.ci.OutputFile;
import dev.modelgate.ci.StepReport;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.port.CodeHost;
import dev.modelgate.registry.http.HttpTransport;
import java.nio.file.Path;
import java.util.Map;

/** A job of a GitLab pipeline for a merge request, by the variables that GitLab documents. */
public final class GitLabPipeline implements CiSystem {

    private final JobVariables job;
    private final String label;
    private final Path outputs;
    private final HttpTransport transport;

    /**
     * @param label that asks for a deployment
     * @param outputs the file for {@code artifacts: reports: dotenv}
     */
    public GitLabPipeline(Map<String, String> environment, String label, Path outputs, HttpTransport transport) {
        this.job = new JobVariables(environment, "a GitLab pipeline for a merge request");
        this.label = label;
        this.outputs = outputs;
        this.transport = transport;
    }

    @Override
    public Proposal proposal() {
        return GitLabMergeRequest.proposal(job, label);
    }

    /** The target's project: a fork's pipeline runs in the fork, where other people are members. */
    @Override
    public CodeHost host() {
        return new GitLabHost(GitLabApi.of(job, transport), job.required("CI_MERGE_REQUEST_PROJECT_ID"));
    }

    @Override
    public StepReport report() {
        return new OutputFile(outputs);
    }
}
