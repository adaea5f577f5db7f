package dev.modelgate.cli;

import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.registry.browse.Lineage;
import dev.modelgate.registry.browse.LineageChain;
import dev.modelgate.registry.browse.LineageTree;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.util.Optional;

/** {@code gate lineage}: where a model came from, to its root. */
final class LineageCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private String name = "";
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about("Shows where a model came from: its parents to the root.", "gate lineage v0.3.1")
                .word("NAME", "a version or canonical SHA", value -> name = value);
        registry.declare(syntax).option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.open(invocation)) {
            Optional<LineageChain> chain = new Lineage(opened).of(name);
            if (chain.isEmpty()) {
                return Unregistered.say(name, opened, invocation);
            }
            invocation
                    .out()
                    .print(
                            format == Format.JSON
                                    ? PrettyJson.indented(chain.get().json())
                                    : LineageTree.text(chain.get()));
            return ExitStatus.DONE;
        }
    }
}
