package dev.modelgate.cli;

import dev.modelgate.registry.copy.GtoExport;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;

/** {@code gate registry export}: the registry's history for other tools. */
final class RegistryExportCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private String repository = "";

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Writes versions and moves of the live pointer as GTO's annotated tags into a git repository.",
                        "gate registry export --gto ../models")
                .required("--gto", "REPOSITORY", "the git repository that gets the tags", value -> repository = value);
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.open(invocation)) {
            GtoExport.Exported exported = new GtoExport(opened).run(invocation.path(repository));
            exported.created().forEach(invocation.out()::println);
            invocation
                    .err()
                    .println("gate: %d new tags, %d known"
                            .formatted(exported.created().size(), exported.known()));
            return ExitStatus.DONE;
        }
    }
}
