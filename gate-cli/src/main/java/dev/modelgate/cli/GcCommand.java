package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.core.port.DisposableArtifacts.Unfinished;
import dev.modelgate.registry.gc.GarbageCollection;
import dev.modelgate.registry.gc.GarbageCollection.Garbage;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code gate gc}: bytes that nothing reachable needs. */
final class GcCommand implements GateCommand {

    private static final int DAYS = 30;
    private static final String ABANDONED = "half made, by a command that was killed";

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
            print(
                    delete ? collection.delete(age) : collection.list(age),
                    delete ? collection.deleteAbandoned() : collection.abandoned(),
                    invocation);
            return ExitStatus.DONE;
        }
    }

    private void print(ImmutableList<Garbage> garbage, ImmutableList<Unfinished> abandoned, Invocation invocation) {
        if (format == Format.JSON) {
            List<JsonValue> all = Stream.concat(
                            garbage.stream().map(each -> row("sha", each.sha().hex(), each.bytes(), each.why())),
                            abandoned.stream().map(each -> row("draft", each.name(), each.bytes(), ABANDONED)))
                    .toList();
            invocation.out().print(PrettyJson.indented(JsonArray.of(all)));
            return;
        }
        garbage.forEach(
                each -> invocation.out().println("%s  %d bytes  %s".formatted(each.sha(), each.bytes(), each.why())));
        abandoned.forEach(
                each -> invocation.out().println("%s  %d bytes  %s".formatted(each.name(), each.bytes(), ABANDONED)));
        long bytes = garbage.stream().mapToLong(Garbage::bytes).sum()
                + abandoned.stream().mapToLong(Unfinished::bytes).sum();
        String drafts = abandoned.isEmpty() ? "" : ", %d copies half made".formatted(abandoned.size());
        invocation
                .err()
                .println("gate: %d bundles%s, %d bytes%s"
                        .formatted(garbage.size(), drafts, bytes, delete ? " removed" : "; --delete removes them"));
    }

    private JsonValue row(String key, String name, long bytes, String why) {
        return JsonBuilder.object()
                .put(key, name)
                .put("bytes", bytes)
                .put("why", why)
                .put("deleted", delete)
                .build();
    }
}
