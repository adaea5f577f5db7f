package dev.modelgate.cli;

import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.rollback.Rollback.AlreadyLive;
import dev.modelgate.registry.rollback.Rollback.Refused;
import dev.modelgate.registry.rollback.Rollback.RolledBack;
import dev.modelgate.registry.rollback.RollbackTargets;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.util.Optional;

/** {@code gate rollback}: what was live before is live again. */
final class RollbackCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private Optional<String> target = Optional.empty();
    private Optional<String> steps = Optional.empty();
    private Optional<String> from = Optional.empty();
    private Optional<String> why = Optional.empty();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Moves the live pointer back: to what was live before, or to a named release. No tag is removed.",
                        "gate rollback --from v0.3.2 --why \"learners report 'he goed'\"")
                .optionalWord("TARGET", "a version or canonical SHA (default: what was live before)", this::to)
                .option("--to", "TARGET", "the same, as an option", this::to)
                .option("--steps", "N", "so many releases back", value -> steps = Optional.of(value))
                .option(
                        "--from",
                        "RELEASE",
                        "the version or canonical SHA to go back from (default: what is live now)",
                        value -> from = Optional.of(value))
                .option("--why", "TEXT", "for whoever reads the history", value -> why = Optional.of(value));
        registry.declareForRelease(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.openContinuing(invocation)) {
            Rollback rollback = new Rollback(opened, registry.bytes(invocation), invocation.clock());
            Rollback.Request request = new Rollback.Request(target(), from.map(RollbackTargets::parse), why);
            ExitStatus status = print(rollback.run(request, live -> announce(live, invocation)), invocation);
            WiredTracker.settle(opened, invocation); // last: no tracker delays a rollback
            return status;
        }
    }

    private void to(String value) {
        target = Optional.of(value);
    }

    private RollbackTarget target() {
        if (target.isPresent() && steps.isPresent()) {
            throw new UsageException("both a target and --steps are given, but they say different things; keep one");
        }
        return target.<RollbackTarget>map(RollbackTargets::parse)
                .orElseGet(() -> steps.<RollbackTarget>map(
                                text -> new RollbackTarget.Back(Options.number("--steps", text, 1)))
                        .orElse(RollbackTarget.Back.PREVIOUS));
    }

    /** Before anything is changed: whoever is cut off here repeats the command with this, and goes back once. */
    private static void announce(LivePointer live, Invocation invocation) {
        invocation
                .err()
                .println("gate: rolling back from %s; to repeat it, add --from %s".formatted(live, live.semver()));
    }

    private static ExitStatus print(Rollback.Result result, Invocation invocation) {
        if (result instanceof Refused refused) {
            invocation.out().print(MarkdownReport.reasons(refused.reasons()));
            return ExitStatus.REFUSED;
        }
        if (result instanceof RolledBack done) {
            invocation.out().println("rolled back from " + done.from() + " to " + done.to() + ", live now");
            invocation
                    .out()
                    .println("head %d %s"
                            .formatted(done.head().seq(), done.head().sha256()));
        } else {
            invocation.out().println("already live: " + ((AlreadyLive) result).live() + "; nothing changed");
        }
        return ExitStatus.DONE;
    }
}
