package dev.modelgate.cli;

import dev.modelgate.ci.CiSystem;
import dev.modelgate.ci.github.GitHubWorkflow;
import dev.modelgate.ci.gitlab.GitLabPipeline;
import dev.modelgate.ci.shell.PlainShell;
import dev.modelgate.ci.stage.JobHost;
import dev.modelgate.ci.stage.Workshop;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;
import java.util.Optional;

/** {@code --ci} and what belongs to it: where a command of {@code gate ci} runs, and for whom. */
final class CiOptions {

    private Optional<Kind> given = Optional.empty();
    private Optional<String> run = Optional.empty();
    private Optional<String> semver = Optional.empty();
    private Optional<String> head = Optional.empty();
    private String label = "deploy-candidate";

    /** The systems that are known. */
    enum Kind {
        GITHUB,
        GITLAB,
        NONE;

        static Kind of(String word) {
            return switch (word) {
                case "github" -> GITHUB;
                case "gitlab" -> GITLAB;
                case "none" -> NONE;
                default ->
                    throw new UsageException("--ci is '%s', but github, gitlab or none is required".formatted(word));
            };
        }
    }

    Syntax declare(Syntax syntax) {
        return syntax.option(
                "--ci",
                "SYSTEM",
                "github, gitlab or none; by default what GITHUB_ACTIONS or GITLAB_CI says",
                value -> given = Optional.of(Kind.of(value)));
    }

    /** Also what a code host would tell: who asks for what, on which change. */
    Syntax declareRequest(Syntax syntax) {
        return declare(syntax)
                .option(
                        "--label",
                        "LABEL",
                        "with gitlab: the label that asks for a deployment (deploy-candidate)",
                        value -> label = value)
                .option("--mlflow-run-id", "ID", "with none: the run to deploy", value -> run = Optional.of(value))
                .option(
                        "--semver",
                        "VERSION",
                        "with none: the version to give it",
                        value -> semver = Optional.of(value))
                .option(
                        "--head",
                        "COMMIT",
                        "with none: the commit that is proposed, full hash; by default nothing but a model is",
                        value -> head = Optional.of(value));
    }

    CiSystem open(Invocation invocation) {
        HttpTransport transport = new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL);
        return switch (kind(invocation)) {
            case GITHUB -> new GitHubWorkflow(invocation.environment(), invocation.directory(), transport);
            case GITLAB ->
                new GitLabPipeline(
                        invocation.environment(),
                        label,
                        invocation.directory().resolve(".gate").resolve("ci").resolve("outputs.env"),
                        transport);
            case NONE -> new PlainShell(invocation.directory(), head, request());
        };
    }

    Kind kind(Invocation invocation) {
        return given.orElseGet(() -> detected(invocation));
    }

    static Workshop workshop(Invocation invocation) {
        return new Workshop(invocation.directory(), invocation.environment(), invocation.clock(), Version.TEXT);
    }

    /** In a job the code host says where a branch is; elsewhere only the clone can. */
    static GitCommittedFiles.Tips tips(Invocation invocation) {
        return JobHost.tips(invocation.environment(), new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL));
    }

    /** Both systems document that these are {@code true} in every job. */
    private static Kind detected(Invocation invocation) {
        boolean gitHub = isSet("GITHUB_ACTIONS", invocation);
        boolean gitLab = isSet("GITLAB_CI", invocation);
        if (gitHub && gitLab) {
            throw new CannotJudgeException(
                    "GITHUB_ACTIONS and GITLAB_CI are both true, but a job runs in one of them; say which with --ci");
        }
        return gitHub ? Kind.GITHUB : gitLab ? Kind.GITLAB : Kind.NONE;
    }

    private static boolean isSet(String name, Invocation invocation) {
        return invocation.variable(name).equals(Optional.of("true"));
    }

    private String request() {
        return run.isEmpty() && semver.isEmpty()
                ? ""
                : "mlflow_run_id=%s semver=%s".formatted(run.orElse(""), semver.orElse(""));
    }
}
