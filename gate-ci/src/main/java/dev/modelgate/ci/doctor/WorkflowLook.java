package dev.modelgate.ci.doctor;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.doctor.Workflow.Job;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.candidate.CandidateUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a workflow must and must not say; the same things that make an honest one dangerous. */
final class WorkflowLook {

    /** By commit or by digest: a tag can be moved. What lies in the same repository is reviewed with it. */
    private static final Pattern PINNED =
            Pattern.compile("\\./.*|[^@]+@[0-9a-f]{40}|docker://[^@]+@sha256:[0-9a-f]{64}");

    /** They run with the base's secrets on what a stranger wrote. */
    private static final Set<String> DANGEROUS = Set.of("pull_request_target", "workflow_run", "issue_comment");

    private static final String GATE = "gate ci ";
    private static final String EVALUATES = "gate ci eval";
    private static final String PROMOTES = "gate ci promote";
    private static final String HEAD = "GATE_REGISTRY_HEAD";

    private final Workflow workflow;

    WorkflowLook(Workflow workflow) {
        this.workflow = workflow;
    }

    /** What holds for every workflow and action. */
    List<Finding> everywhere(boolean isWorkflow) {
        ImmutableList.Builder<Finding> findings =
                ImmutableList.<Finding>builder().add(pins());
        if (isWorkflow) {
            findings.add(triggers(), permissions());
        }
        return findings.build();
    }

    /** What holds for one that deploys. */
    List<Finding> deployment() {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        for (Map.Entry<String, Job> job : workflow.jobs().entrySet()) {
            if (job.getValue().runs(GATE)) {
                findings.add(history(job.getKey(), job.getValue()));
                findings.add(credentials(job.getKey(), job.getValue()));
            }
            if (job.getValue().runs(EVALUATES)) {
                findings.add(user(job.getKey(), job.getValue()));
            }
            if (job.getValue().runs(PROMOTES)) {
                findings.add(environment(job.getKey(), job.getValue()));
                findings.add(head(job.getKey(), job.getValue()));
            }
        }
        return findings.build();
    }

    private Finding pins() {
        List<String> loose = workflow.uses().stream()
                .filter(action -> !PINNED.matcher(action.text()).matches())
                .map(action -> "%s%s '%s'".formatted(workflow.name(), action.place(), action.text()))
                .toList();
        return Finding.of(
                workflow.name() + " pins what it uses by commit",
                loose.isEmpty(),
                "%d are used".formatted(workflow.uses().size()),
                "%s can be moved by their owner; name the full commit SHA".formatted(String.join(", ", loose)));
    }

    private Finding triggers() {
        List<String> dangerous =
                workflow.triggers().stream().filter(DANGEROUS::contains).toList();
        return Finding.of(
                workflow.name() + " starts on nothing that runs strangers' words with secrets",
                dangerous.isEmpty(),
                "it starts on " + String.join(", ", workflow.triggers()),
                "it starts on %s; use 'pull_request'".formatted(String.join(", ", dangerous)));
    }

    private Finding permissions() {
        String check = workflow.name() + " gives no permission to all of its jobs";
        Optional<JsonValue> given = workflow.root().member("permissions");
        if (given.isEmpty()) {
            return Finding.ng(
                    check,
                    "it has no 'permissions' at the top, so the repository's default holds; write 'permissions: {}' and the least in each job");
        }
        boolean least = given.get() instanceof JsonObject object
                && object.members().values().stream()
                        .noneMatch(value -> value instanceof JsonString level
                                && level.text().equals("write"));
        return Finding.of(
                check,
                least,
                "'permissions' at the top gives no right to write",
                "'permissions' at the top gives more than reading; write 'permissions: {}' and the least in each job");
    }

    private Finding history(String job, Job steps) {
        boolean whole = !steps.checkouts().isEmpty() && eachCheckout(steps, "fetch-depth", WorkflowLook::isZero);
        return Finding.of(
                "%s: job '%s' checks out the whole history".formatted(workflow.name(), job),
                whole,
                "fetch-depth is 0",
                "the base commit may be missing, and then nothing can be judged; give actions/checkout 'fetch-depth: 0'");
    }

    private Finding credentials(String job, Job steps) {
        boolean dropped = eachCheckout(steps, "persist-credentials", JsonValue.JsonBoolean.of(false)::equals);
        return Finding.of(
                "%s: job '%s' leaves no token beside the candidate".formatted(workflow.name(), job),
                dropped,
                "persist-credentials is false",
                "the checkout keeps a token in .git/config, where a candidate could read it; give actions/checkout 'persist-credentials: false'");
    }

    private Finding user(String job, Job steps) {
        return Finding.of(
                "%s: job '%s' starts processes of the candidate under a user of their own"
                        .formatted(workflow.name(), job),
                workflow.sets(CandidateUser.VARIABLE, steps, EVALUATES),
                CandidateUser.VARIABLE + " names one",
                "a process of the candidate could change the report of itself; make a user and name it in %s"
                        .formatted(CandidateUser.VARIABLE));
    }

    private Finding environment(String job, Job steps) {
        return Finding.of(
                "%s: job '%s', which promotes, runs in an environment".formatted(workflow.name(), job),
                steps.environment().isPresent(),
                "it is '%s'".formatted(steps.environment().orElse("")),
                "its secrets are every job's; add 'environment: production' and keep them there");
    }

    private Finding head(String job, Job steps) {
        return Finding.of(
                "%s: job '%s' holds the registry to a head that was kept".formatted(workflow.name(), job),
                workflow.sets(HEAD, steps, PROMOTES),
                HEAD + " names one",
                "an older copy of the registry, put back whole, would not be seen; give the step %s: ${{ vars.%s }} and keep there what it prints"
                        .formatted(HEAD, HEAD));
    }

    private static boolean eachCheckout(Job steps, String input, Predicate<JsonValue> isRight) {
        return steps.checkouts().stream()
                .allMatch(with -> with.member(input).filter(isRight).isPresent());
    }

    private static boolean isZero(JsonValue value) {
        return (value instanceof JsonNumber number && number.decimal().signum() == 0)
                || (value instanceof JsonString text && text.text().equals("0"));
    }
}
