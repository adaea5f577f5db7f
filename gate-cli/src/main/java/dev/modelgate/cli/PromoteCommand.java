package dev.modelgate.cli;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.promote.Promotion.AlreadyPromoted;
import dev.modelgate.registry.promote.Promotion.Promoted;
import dev.modelgate.registry.promote.Promotion.Refused;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.Semvers;
import java.io.IOException;
import java.util.Optional;

/** {@code gate promote}: the only door. It judges again for itself and has no way around a refusal. */
final class PromoteCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private Optional<CanonicalSha> sha = Optional.empty();
    private String semver = "";
    private Optional<String> verdict = Optional.empty();
    private Optional<String> evidence = Optional.empty();
    private Optional<String> commit = Optional.empty();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Promotes a registered model: gives it a version and makes it live, if its verdict stands.",
                        "gate promote --canonical-sha SHA --semver v0.3.1 --verdict verdict.json")
                .required("--canonical-sha", "SHA", "the model", value -> sha = Optional.of(Options.sha(value)))
                .required("--semver", "V", "its version, with or without v", value -> semver = value)
                .option("--verdict", "FILE", "the verdict on it", value -> verdict = Optional.of(value))
                .option(
                        "--evidence",
                        "DIR",
                        "where the judged reports are, if not beside the verdict",
                        value -> evidence = Optional.of(value))
                .option(
                        "--base",
                        "COMMIT",
                        "the commit whose baseline and policy count (default: HEAD)",
                        value -> commit = Optional.of(value));
        registry.declareForRelease(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        Promotion.Request request = new Promotion.Request(
                sha.orElseThrow(),
                Semvers.parse(semver),
                verdict.map(invocation::path),
                evidence.map(invocation::path));
        try (Registry opened = registry.openContinuing(invocation);
                GitCommittedFiles committed =
                        GitCommittedFiles.open(invocation.directory(), commit, CiOptions.tips(invocation))) {
            Promotion alone = new Promotion(opened, committed, registry.bytes(invocation), invocation.clock())
                    .byGate(Version.TEXT);
            Promotion promotion =
                    WiredTracker.of(invocation).map(alone::telling).orElse(alone);
            Promotion.Result result = promotion.run(request);
            WiredTracker.settle(opened, invocation);
            return print(result, invocation);
        }
    }

    private static ExitStatus print(Promotion.Result result, Invocation invocation) {
        if (result instanceof Refused refused) {
            invocation.out().print(MarkdownReport.reasons(refused.reasons()));
            return ExitStatus.REFUSED;
        }
        if (result instanceof Promoted promoted) {
            invocation
                    .out()
                    .println("promoted " + promoted.release().sha() + " as "
                            + promoted.release().semver() + ", live now"
                            + promoted.previous().map(PromoteCommand::after).orElse(""));
            invocation
                    .out()
                    .println("head %d %s (keep it elsewhere: 'gate registry verify --head FILE' compares)"
                            .formatted(promoted.head().seq(), promoted.head().sha256()));
        } else {
            AlreadyPromoted already = (AlreadyPromoted) result;
            invocation
                    .out()
                    .println("already promoted: " + already.semver() + " names " + already.sha() + "; nothing changed");
        }
        return ExitStatus.DONE;
    }

    private static String after(LivePointer previous) {
        return " after " + previous;
    }
}
