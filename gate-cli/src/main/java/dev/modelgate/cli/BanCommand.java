package dev.modelgate.cli;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.EventBody.Statement;
import dev.modelgate.registry.git.Person;
import dev.modelgate.registry.quarantine.Quarantine;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.util.Optional;

/** {@code gate ban} and {@code gate unban}: a person's word, where there is no time to measure. */
final class BanCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private final boolean lift;
    private Optional<CanonicalSha> sha = Optional.empty();
    private String reason = "";
    private Optional<String> by = Optional.empty();

    private BanCommand(boolean lift) {
        this.lift = lift;
    }

    static BanCommand ban() {
        return new BanCommand(false);
    }

    static BanCommand unban() {
        return new BanCommand(true);
    }

    @Override
    public void declare(Syntax syntax) {
        if (lift) {
            syntax.about(
                    "Takes a ban back. What a verdict put into quarantine, only a verdict takes out.",
                    "gate unban SHA --reason \"the reports were about the app\"");
        } else {
            syntax.about(
                    "Keeps a model's content from going live at once, on a person's word; the registry keeps who and why.",
                    "gate ban SHA --reason \"answers with personal data\"");
        }
        syntax.word("SHA", "the model", value -> sha = Optional.of(Options.sha(value)))
                .required("--reason", "TEXT", "why, for whoever reads the history", value -> reason = value)
                .option(
                        "--by",
                        "NAME",
                        "who says so (default: who started the CI job, else git's user, else the system's)",
                        value -> by = Optional.of(value));
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        Statement statement = Options.statement(
                by.isPresent() ? by.get() : Person.of(invocation.directory(), invocation.environment()), reason);
        try (Registry opened = registry.open(invocation)) {
            Quarantine quarantine = new Quarantine(opened, invocation.clock());
            return QuarantineCommand.print(
                    lift
                            ? quarantine.unban(sha.orElseThrow(), statement)
                            : quarantine.ban(sha.orElseThrow(), statement),
                    invocation);
        }
    }
}
