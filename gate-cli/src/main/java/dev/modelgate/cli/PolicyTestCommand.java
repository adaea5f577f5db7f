package dev.modelgate.cli;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.policy.PolicyCases;
import dev.modelgate.eval.policy.PolicyCases.Outcome;
import dev.modelgate.eval.render.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code gate policy test}: the cases beside a policy, each against the verdict that it must get. */
final class PolicyTestCommand implements GateCommand {

    private final PolicySource source = new PolicySource();
    private Optional<String> cases = Optional.empty();
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Judges the cases beside a policy; each must get the verdict that it expects.",
                "gate policy test --cases gate.tests.yaml");
        source.declare(syntax);
        syntax.option(
                        "--cases",
                        "FILE",
                        "the cases (default: gate.tests.yaml beside the policy)",
                        value -> cases = Optional.of(value))
                .option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        PolicySource.Found found = source.read(invocation);
        Path file = cases.map(invocation::path)
                .orElseGet(() -> found.settings().project().resolve(PolicyCases.FILE));
        List<Outcome> outcomes =
                PolicyCases.run(found.settings(), file, found.baseline(), Judging.circumstances(invocation));
        invocation.out().print(format == Format.JSON ? json(outcomes) : text(outcomes));
        return outcomes.stream().allMatch(Outcome::holds) ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private static String text(List<Outcome> outcomes) {
        long held = outcomes.stream().filter(Outcome::holds).count();
        return outcomes.stream().map(PolicyTestCommand::line).collect(Collectors.joining())
                + "%d of %d cases get the verdict they must%n".formatted(held, outcomes.size());
    }

    private static String line(Outcome outcome) {
        String name = Printable.line(outcome.name());
        if (outcome.holds()) {
            return "ok    %s: %s%n".formatted(name, outcome.found());
        }
        String missing = outcome.missing().isEmpty() ? "" : ", and it lacks the reasons " + outcome.missing();
        return "FAIL  %s: %s, but %s is required%s%n".formatted(name, outcome.found(), outcome.expected(), missing);
    }

    private static String json(List<Outcome> outcomes) {
        return PrettyJson.indented(JsonBuilder.object()
                .put("holds", outcomes.stream().allMatch(Outcome::holds))
                .put(
                        "cases",
                        JsonArray.of(
                                outcomes.stream().map(PolicyTestCommand::json).toList()))
                .build());
    }

    private static JsonObject json(Outcome outcome) {
        return JsonBuilder.object()
                .put("name", outcome.name())
                .put("holds", outcome.holds())
                .put("expected", outcome.expected().name())
                .put("found", outcome.found().name())
                .putTexts("missing", outcome.missing().stream().map(Enum::name).toList())
                .build();
    }
}
