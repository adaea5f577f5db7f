package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.registry.gc.GarbageCollection;
import dev.modelgate.registry.gc.GarbageCollection.Garbage;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.time.Duration;

/** {@code gate gc}: bytes that nothing reachable needs. */
final class GcCommand implements GateCommand {

    private static final int DAYS = 30;

    private final RegistryOption registry = new RegistryOption();
    private boolean delete;
    private int days = DAYS;
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Lists the stored bundles that nothing reachable needs: never one that was ever promoted.",
                        "gate gc --delete")
                .flag("--delete", "remove them", () -> delete = true)
                .option(
                        "--older-than",
                        "DAYS",
                        "leave alone what is younger (default: 30, at least 1)",
                        value -> days = days(value));
        registry.declare(syntax).option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    /** A command that registers right now has stored its bytes before the registry knows of them. */
    private static int days(String value) {
        try {
            int days = Integer.parseInt(value);
            if (days >= 1) {
                return days;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("--older-than is '%s', but a number of days is required".formatted(value));
        }
        throw new UsageException("--older-than is %s, but at least 1 day is required".formatted(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        if (!(registry.artifacts(invocation) instanceof DisposableArtifacts artifacts)) {
            throw new CannotJudgeException(
                    "this registry's artifacts lie on a server, but gc works on a directory only;"
                            + " remove them by that server's own means");
        }
        try (Registry opened = registry.open(invocation)) {
            GarbageCollection collection = new GarbageCollection(opened, artifacts, invocation.clock());
            Duration age = Duration.ofDays(days);
            print(delete ? collection.delete(age) : collection.list(age), invocation);
            return ExitStatus.DONE;
        }
    }

    private void print(ImmutableList<Garbage> garbage, Invocation invocation) {
        if (format == Format.JSON) {
            invocation
                    .out()
                    .print(PrettyJson.indented(JsonArray.of(garbage.stream()
                            .map(each -> JsonBuilder.object()
                                    .put("sha", each.sha().hex())
                                    .put("bytes", each.bytes())
                                    .put("why", each.why())
                                    .put("deleted", delete)
                                    .build())
                            .toList())));
            return;
        }
        garbage.forEach(
                each -> invocation.out().println("%s  %d bytes  %s".formatted(each.sha(), each.bytes(), each.why())));
        invocation
                .err()
                .println("gate: %d bundles, %d bytes%s"
                        .formatted(
                                garbage.size(),
                                garbage.stream().mapToLong(Garbage::bytes).sum(),
                                delete ? " removed" : "; --delete removes them"));
    }
}
