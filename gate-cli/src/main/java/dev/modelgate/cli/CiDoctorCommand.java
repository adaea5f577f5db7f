package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import dev.modelgate.ci.doctor.Examination;
import dev.modelgate.ci.doctor.SystemLook;
import dev.modelgate.ci.github.GitHubLook;
import dev.modelgate.ci.gitlab.GitLabLook;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;
import java.nio.file.Files;

/** {@code gate ci doctor}: whether what no file can enforce is set up. */
final class CiDoctorCommand implements GateCommand {

    private final CiOptions options = new CiOptions();
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Looks whether reviewers, owners, branch rules and workflows protect the gate; run it in the project's clone.",
                "GITHUB_REPOSITORY=acme/tutor GITHUB_TOKEN=$(gh auth token) gate ci doctor");
        options.declare(syntax).option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        SystemLook look = look(invocation);
        Examination seen = new Examination(look.system(), ImmutableList.copyOf(look.take()));
        invocation
                .out()
                .print(
                        format == Format.JSON
                                ? PrettyJson.indented(seen.json())
                                : seen.text(Terminal.screen(invocation).width()));
        return switch (seen.state()) {
            case OK -> ExitStatus.DONE;
            case NG -> ExitStatus.REFUSED;
            case UNKNOWN -> ExitStatus.COULD_NOT_JUDGE;
        };
    }

    private SystemLook look(Invocation invocation) {
        HttpTransport transport = new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL);
        return switch (kind(invocation)) {
            case GITHUB -> new GitHubLook(invocation.directory(), invocation.environment(), transport);
            case GITLAB -> new GitLabLook(invocation.directory(), invocation.environment(), transport);
            case NONE ->
                throw new UsageException(
                        "there is no .github and no .gitlab-ci.yml here, but a code host's settings are looked at; run in the project's clone, or say which with --ci");
        };
    }

    /** Outside of a job, the files say whose project this is. */
    private CiOptions.Kind kind(Invocation invocation) {
        CiOptions.Kind kind = options.kind(invocation);
        if (kind != CiOptions.Kind.NONE) {
            return kind;
        }
        if (Files.isDirectory(invocation.path(".github"))) {
            return CiOptions.Kind.GITHUB;
        }
        return Files.exists(invocation.path(".gitlab-ci.yml")) ? CiOptions.Kind.GITLAB : CiOptions.Kind.NONE;
    }
}
