package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.registry.browse.ListedModel;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.util.stream.Collectors;

/** {@code gate registry list}: every model that has an entry. */
final class RegistryListCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private boolean quarantined;
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about("Lists the models of the registry, in the order of registration.", "gate registry list")
                .flag("--quarantined", "only those whose content is in quarantine", () -> quarantined = true);
        registry.declare(syntax).option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.open(invocation)) {
            ImmutableList<ListedModel> models = new RegistryListing(opened)
                    .list().stream()
                            .filter(model -> !quarantined || model.quarantined())
                            .collect(ImmutableList.toImmutableList());
            if (format == Format.JSON) {
                invocation
                        .out()
                        .print(PrettyJson.indented(JsonArray.of(
                                models.stream().map(ListedModel::summary).toList())));
            } else {
                models.forEach(model -> invocation.out().println(line(model)));
            }
            return ExitStatus.DONE;
        }
    }

    private static String line(ListedModel model) {
        String versions = model.versions().stream().map(SemverTag::text).collect(Collectors.joining(", "));
        return "%s  %-11s %s%s"
                .formatted(
                        model.entry().sha().abbreviated(),
                        model.quarantined() ? "QUARANTINED" : model.live() ? "LIVE" : "",
                        model.entry().registeredAt(),
                        versions.isEmpty() ? "" : "  " + versions);
    }
}
