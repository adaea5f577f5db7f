package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.render.SuiteTable;
import dev.modelgate.eval.suite.Suite;
import dev.modelgate.eval.suite.SuiteRun;
import dev.modelgate.registry.evaluate.BundleSuites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code gate suite}: what is run on a model beside its exam. */
final class SuiteCommand implements GateCommand {

    private Optional<String> name = Optional.empty();
    private String bundle = "";
    private Optional<CanonicalSha> parent = Optional.empty();
    private Optional<String> previous = Optional.empty();
    private String output = "";
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Runs the suites of gate.yaml on a model and writes a report for each; all of them, or one.",
                        "gate suite --bundle examples/grammar-tutor/models/clean --previous examples/grammar-tutor/models/retrain --output reports")
                .optionalWord("NAME", "the one suite to run", value -> name = Optional.of(value))
                .required("--bundle", "DIR", "the model that is judged", value -> bundle = value)
                .option(
                        "--parent",
                        "SHA",
                        "canonical SHA of the model it was made from",
                        value -> parent = Optional.of(Options.sha(value)))
                .option(
                        "--previous",
                        "DIR",
                        "the model that serves today, for latency",
                        value -> previous = Optional.of(value))
                .required("--output", "DIR", "where the reports go, each as NAME.json", value -> output = value)
                .option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException, InterruptedException {
        Project project = Project.of(invocation);
        ImmutableList<Suite> suites =
                chosen(Suite.all(project.settings().wiring().suites()));
        Path directory = Files.createDirectories(invocation.path(output));
        BundleSuites.Request request = new BundleSuites.Request(
                project.directory(),
                project.settings().wiring(),
                invocation.path(bundle),
                parent,
                previous.map(invocation::path),
                invocation.environment(),
                directory);
        List<SuiteRun.Result> results = BundleSuites.run(request, suites, invocation.clock());
        print(results, invocation);
        return results.stream().allMatch(SuiteRun.Result::holds) ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private ImmutableList<Suite> chosen(ImmutableList<Suite> all) {
        ImmutableList<Suite> chosen = all.stream()
                .filter(suite -> name.isEmpty() || suite.name().equals(name.get()))
                .collect(ImmutableList.toImmutableList());
        if (chosen.isEmpty()) {
            throw new CannotJudgeException("gate.yaml has %s, but one is required to run; %s"
                    .formatted(
                            name.map(wanted -> "no suite '" + wanted + "'").orElse("no suites"),
                            all.isEmpty()
                                    ? "add 'wiring.suites'"
                                    : "it has "
                                            + String.join(
                                                    ", ",
                                                    all.stream()
                                                            .map(Suite::name)
                                                            .toList())));
        }
        return chosen;
    }

    private void print(List<SuiteRun.Result> results, Invocation invocation) {
        invocation
                .out()
                .print(
                        format == Format.JSON
                                ? PrettyJson.indented(JsonArray.of(
                                        results.stream().map(SuiteCommand::json).toList()))
                                : SuiteTable.of(results));
    }

    private static JsonObject json(SuiteRun.Result result) {
        return JsonBuilder.object()
                .put("suite", result.suite().name())
                .put("kind", result.suite().kind())
                .put("holds", result.holds())
                .put("held", result.found().toString())
                .put("n", result.n())
                .put("report", result.report().toString())
                .build();
    }
}
