package dev.modelgate.ci.github;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.GatePaths;
import dev.modelgate.ci.doctor.Examination;
import dev.modelgate.ci.doctor.Finding;
import dev.modelgate.ci.doctor.OwnersLook;
import dev.modelgate.ci.doctor.RegistryPinLook;
import dev.modelgate.ci.doctor.SystemLook;
import dev.modelgate.ci.doctor.Workflows;
import dev.modelgate.ci.rest.RestApi;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.registry.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository on GitHub. Environments and branch rules are read through the API; the token needs to read actions and,
 * for branch protection of the older kind, administration.
 */
public final class GitHubLook implements SystemLook {

    /** Where GitHub looks, in its order. */
    private static final ImmutableList<String> CODEOWNERS =
            ImmutableList.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

    private final Path project;
    private final Map<String, String> environment;
    private final HttpTransport transport;

    public GitHubLook(Path project, Map<String, String> environment, HttpTransport transport) {
        this.project = project;
        this.environment = environment;
        this.transport = transport;
    }

    @Override
    public String system() {
        return "github";
    }

    @Override
    public List<Finding> take() {
        Workflows workflows = new Workflows(project);
        return ImmutableList.<Finding>builder()
                .addAll(Examination.look(
                        "the environment of the promotion has reviewers", () -> environment(workflows)))
                .addAll(Examination.look("the default branch wants the owners' review", this::branch))
                .addAll(Examination.look("GitHub understands CODEOWNERS", this::understood))
                .addAll(Examination.look("CODEOWNERS names owners of the gate", this::owners))
                .addAll(Examination.look(RegistryPinLook.CHECK, () -> RegistryPinLook.take(project)))
                .addAll(Examination.look("the workflows can be read", workflows::take))
                .build();
    }

    private List<Finding> environment(Workflows workflows) throws IOException {
        String name = workflows.environment().orElse("production");
        String check = "environment '%s' has required reviewers".formatted(name);
        Optional<JsonFields> found = api().optionalObject("/environments/%s", name);
        if (found.isEmpty()) {
            return ImmutableList.of(Finding.ng(
                    check, "there is no such environment; make it under Settings, Environments, with reviewers"));
        }
        long reviewers = found.get().array("protection_rules").stream()
                .map(rule -> JsonFields.of(rule, check))
                .filter(rule -> rule.optionalText("type").equals(Optional.of("required_reviewers")))
                .mapToLong(rule -> rule.array("reviewers").size())
                .sum();
        return ImmutableList.of(
                Finding.of(
                        check,
                        reviewers > 0,
                        "%d may approve".formatted(reviewers),
                        "nobody has to approve, so an edited workflow reaches its secrets; add reviewers under Settings, Environments"));
    }

    private List<Finding> branch() {
        String branch = api().object("").text("default_branch");
        String check = "branch '%s' wants the review of code owners".formatted(branch);
        boolean ruled = api().list("/rules/branches/%s", branch).stream()
                .filter(rule -> rule.optionalText("type").equals(Optional.of("pull_request")))
                .flatMap(rule -> rule.optionalObject("parameters").stream())
                .anyMatch(rule -> rule.bool("require_code_owner_review"));
        if (ruled) {
            return ImmutableList.of(Finding.ok(check, "a ruleset demands it"));
        }
        boolean isProtected = api().optionalObject("/branches/%s/protection", branch)
                .flatMap(rules -> rules.optionalObject("required_pull_request_reviews"))
                .filter(reviews -> reviews.bool("require_code_owner_reviews"))
                .isPresent();
        return ImmutableList.of(
                Finding.of(
                        check,
                        isProtected,
                        "its protection demands it",
                        "no rule does, so owners are not asked; demand it under Settings, Rules, for pull requests to that branch"));
    }

    private List<Finding> understood() {
        String check = "GitHub understands CODEOWNERS";
        int errors = api().optionalObject("/codeowners/errors")
                .map(answer -> answer.array("errors").size())
                .orElse(0); // no such file: said elsewhere
        return ImmutableList.of(Finding.of(
                check,
                errors == 0,
                "it reports no error",
                "it reports %d errors, and skips those lines; see the file on GitHub".formatted(errors)));
    }

    private List<Finding> owners() {
        return new OwnersLook(project, GatePaths.of(GateYaml.in(project).wiring()), CODEOWNERS, ".github/").take();
    }

    private RestApi api() {
        return GitHubApi.of(environment, transport);
    }
}
