package dev.modelgate.cli;

import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.registry.browse.ListedModel;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.util.Optional;

/** {@code gate registry get}: everything that the registry knows of one model, as JSON. */
final class RegistryGetCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private String name = "";

    @Override
    public void declare(Syntax syntax) {
        syntax.about("Prints all that the registry knows of one model, as JSON.", "gate registry get v0.3.1")
                .word("NAME", "a version or canonical SHA", value -> name = value);
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.open(invocation)) {
            Optional<ListedModel> model = new RegistryListing(opened).get(name);
            if (model.isEmpty()) {
                return Unregistered.say(name, opened, invocation);
            }
            invocation.out().print(PrettyJson.indented(model.get().json()));
            return ExitStatus.DONE;
        }
    }
}
