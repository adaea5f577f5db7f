package dev.modelgate.ci.gitlab;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.GatePaths;
import dev.modelgate.ci.JobVariables;
import dev.modelgate.ci.doctor.Examination;
import dev.modelgate.ci.doctor.Finding;
import dev.modelgate.ci.doctor.OwnersLook;
import dev.modelgate.ci.doctor.RegistryPinLook;
import dev.modelgate.ci.doctor.SystemLook;
import dev.modelgate.ci.rest.RestApi;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.YamlReader;
import dev.modelgate.registry.http.HttpTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project on GitLab. Protected environments and code owners are of its paid tiers; without them this says NG. */
public final class GitLabLook implements SystemLook {

    /** Where GitLab looks, in its order. */
    private static final ImmutableList<String> CODEOWNERS =
            ImmutableList.of("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");

    private static final String PIPELINE = ".gitlab-ci.yml";

    private final Path project;
    private final JobVariables job;
    private final HttpTransport transport;

    public GitLabLook(Path project, Map<String, String> environment, HttpTransport transport) {
        this.project = project;
        this.job = new JobVariables(environment, "a GitLab job");
        this.transport = transport;
    }

    @Override
    public String system() {
        return "gitlab";
    }

    @Override
    public List<Finding> take() {
        return ImmutableList.<Finding>builder()
                .addAll(Examination.look("environment 'production' wants approval", this::environment))
                .addAll(Examination.look("the default branch wants the owners' approval", this::branch))
                .addAll(Examination.look("CODEOWNERS names owners of the gate", this::owners))
                .addAll(Examination.look(RegistryPinLook.CHECK, () -> RegistryPinLook.take(project)))
                .addAll(Examination.look("a head of the registry is kept", this::head))
                .addAll(Examination.look(PIPELINE + " can be read", this::pipeline))
                .build();
    }

    private List<Finding> environment() {
        Optional<JsonFields> found =
                api().optionalObject("/projects/%s/protected_environments/production", job.required("CI_PROJECT_ID"));
        boolean approved = found.filter(rules -> rules.array("approval_rules").stream()
                        .map(rule -> JsonFields.of(rule, "a rule"))
                        .anyMatch(rule -> rule.integer("required_approvals") > 0))
                .isPresent();
        return ImmutableList.of(
                Finding.of(
                        "environment 'production' wants approval",
                        approved,
                        "it is protected and wants an approval",
                        "it is not protected, or nobody has to approve; protect it under Settings, CI/CD, Protected environments"));
    }

    private List<Finding> branch() {
        String id = job.required("CI_PROJECT_ID");
        String branch = api().object("/projects/%s", id).text("default_branch");
        Optional<JsonFields> found = api().optionalObject("/projects/%s/protected_branches/%s", id, branch);
        return ImmutableList.of(Finding.of(
                "branch '%s' wants the approval of code owners".formatted(branch),
                found.filter(rules -> rules.bool("code_owner_approval_required"))
                        .isPresent(),
                "it is protected and demands it",
                "it is not protected, or does not demand it; set it under Settings, Repository, Protected branches"));
    }

    private List<Finding> head() {
        return ImmutableList.of(
                Finding.of(
                        "a head of the registry is kept",
                        api().optionalObject("/projects/%s/variables/GATE_REGISTRY_HEAD", job.required("CI_PROJECT_ID"))
                                .isPresent(),
                        "the variable GATE_REGISTRY_HEAD is set",
                        "an older copy of the registry, put back whole, would not be seen; keep the output registry_head of 'gate ci promote' in the variable GATE_REGISTRY_HEAD, for the environment 'production'"));
    }

    private List<Finding> owners() {
        return new OwnersLook(project, GatePaths.of(GateYaml.in(project).wiring()), CODEOWNERS, ".gitlab/").take();
    }

    private List<Finding> pipeline() {
        JsonObject root = JsonShape.object(YamlReader.read(project.resolve(PIPELINE)), PIPELINE);
        boolean whole = root.members().values().stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .filter(entry -> entry.member("script").toString().contains("gate ci "))
                        .allMatch(GitLabLook::fetchesAll)
                || fetchesAll(root);
        return ImmutableList.of(
                Finding.of(
                        PIPELINE + " fetches the whole history",
                        whole,
                        "GIT_DEPTH is 0",
                        "the base commit may be missing, and then nothing can be judged; set 'variables: {GIT_DEPTH: 0}'"),
                Finding.of(
                        PIPELINE + " deploys through the gate",
                        root.toString().contains("gate ci promote"),
                        "a script runs 'gate ci promote'",
                        "no script runs 'gate ci promote'; see docs/ci.md"));
    }

    private static boolean fetchesAll(JsonObject job) {
        return job.member("variables")
                .filter(JsonObject.class::isInstance)
                .flatMap(variables -> ((JsonObject) variables).member("GIT_DEPTH"))
                .filter(GitLabLook::isZero)
                .isPresent();
    }

    private static boolean isZero(JsonValue depth) {
        return (depth instanceof JsonValue.JsonNumber number && number.decimal().signum() == 0)
                || (depth instanceof JsonValue.JsonString text && text.text().equals("0"));
    }

    private RestApi api() {
        return GitLabApi.of(job, transport);
    }
}
