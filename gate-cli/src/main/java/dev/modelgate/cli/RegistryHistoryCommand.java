package dev.modelgate.cli;

import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody.Banned;
import dev.modelgate.core.release.EventBody.BranchChanged;
import dev.modelgate.core.release.EventBody.Created;
import dev.modelgate.core.release.EventBody.Promoted;
import dev.modelgate.core.release.EventBody.QuarantineLifted;
import dev.modelgate.core.release.EventBody.Quarantined;
import dev.modelgate.core.release.EventBody.Registered;
import dev.modelgate.core.release.EventBody.RolledBack;
import dev.modelgate.core.release.EventBody.TrustChanged;
import dev.modelgate.core.release.EventBody.Unbanned;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;

/** {@code gate registry history}: what happened, the newest last. */
final class RegistryHistoryCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private int newest = 20;

    @Override
    public void declare(Syntax syntax) {
        syntax.about("Shows the newest events of the registry, the last one last.", "gate registry history --newest 50")
                .option(
                        "--newest",
                        "N",
                        "how many (default: 20)",
                        value -> newest = Options.number("--newest", value, 1));
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.open(invocation)) {
            new RegistryListing(opened)
                    .history(newest)
                    .forEach(event -> invocation.out().println(line(event)));
            return ExitStatus.DONE;
        }
    }

    private static String line(Event event) {
        return "%5d  %s  %s".formatted(event.seq(), event.at(), what(event));
    }

    private static String what(Event event) {
        if (event.body() instanceof Created created) {
            return "created for " + Printable.line(created.registry().model());
        }
        if (event.body() instanceof BranchChanged changed) {
            return "branch       " + Printable.line(changed.branch().text());
        }
        if (event.body() instanceof TrustChanged changed) {
            return "trust        %d keys".formatted(changed.trust().keys().size());
        }
        if (event.body() instanceof Registered registered) {
            return "registered   " + registered.sha().abbreviated();
        }
        if (event.body() instanceof Promoted promoted) {
            return "promoted     " + promoted.sha().abbreviated() + "  " + promoted.semver();
        }
        if (event.body() instanceof RolledBack back) {
            return "rolled back  " + back.to() + " from " + back.from()
                    + back.why().map(why -> ": " + Printable.line(why)).orElse("");
        }
        if (event.body() instanceof Quarantined quarantined) {
            return "quarantined  " + quarantined.sha().abbreviated();
        }
        if (event.body() instanceof Banned banned) {
            return "banned       " + banned.sha().abbreviated() + " by "
                    + Printable.line(banned.statement().toString());
        }
        if (event.body() instanceof Unbanned unbanned) {
            return "unbanned     " + unbanned.sha().abbreviated() + " by "
                    + Printable.line(unbanned.statement().toString());
        }
        if (event.body() instanceof QuarantineLifted lifted) {
            return "released from quarantine " + lifted.sha().abbreviated();
        }
        return "trust changed";
    }
}
