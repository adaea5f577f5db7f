package dev.modelgate.ci.gitlab;

import com.google.common.base.Splitter;
import dev.modelgate.ci.JobVariables;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import dev.modelgate.eval.render.Printable;

/** The merge request that a pipeline is about, by the variables that GitLab documents for such pipelines. */
final class GitLabMergeRequest {

    private static final String SOURCE = "merge_request_event";

    private GitLabMergeRequest() {}

    /**
     * Reads it. The head is the source branch's, not that of a merge that GitLab made to try it.
     *
     * @param label that asks for a deployment
     * @throws CannotJudgeException where this is another pipeline, or the label is not set
     */
    static Proposal proposal(JobVariables job, String label) {
        String source = job.optional("CI_PIPELINE_SOURCE").orElse("not set");
        if (!source.equals(SOURCE)) {
            throw new CannotJudgeException(
                    "CI_PIPELINE_SOURCE is %s, but '%s' is required; let the job run by 'rules: - if: $CI_PIPELINE_SOURCE == \"%s\"'"
                            .formatted(Printable.line(source), SOURCE, SOURCE));
        }
        String labels = job.optional("CI_MERGE_REQUEST_LABELS").orElse("");
        if (!Splitter.on(',').trimResults().splitToList(labels).contains(label)) {
            throw new CannotJudgeException(
                    "the merge request's labels are '%s', but '%s' is required; set it, then run a new pipeline"
                            .formatted(Printable.line(labels), label));
        }
        return read(job, label);
    }

    private static Proposal read(JobVariables job, String label) {
        try {
            return new Proposal(
                    Integer.parseInt(job.required("CI_MERGE_REQUEST_IID")),
                    job.optional("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA").orElseGet(() -> job.required("CI_COMMIT_SHA")),
                    job.required("CI_MERGE_REQUEST_DIFF_BASE_SHA"),
                    job.required("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
                    job.required("CI_DEFAULT_BRANCH"),
                    label);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "the variables of the merge request are wrong: %s; run in %s"
                            .formatted(e.getMessage(), job.where()),
                    e);
        }
    }
}
