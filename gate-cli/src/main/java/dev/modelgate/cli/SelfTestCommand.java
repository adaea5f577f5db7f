package dev.modelgate.cli;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.gate.PowerPlan;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.selftest.SelfTest;
import dev.modelgate.eval.selftest.SelfTest.Refusals;
import dev.modelgate.eval.selftest.SelfTest.Trial;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code gate selftest}: sabotaged candidates, which the policy must refuse, and equally good ones. */
final class SelfTestCommand implements GateCommand {

    private final PolicySource source = new PolicySource();
    private Optional<String> baseline = Optional.empty();
    private int runs = 200;
    private int seed = 1;
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Tries the policy on sabotaged candidates, which it must refuse, and on equally good ones.",
                        "gate selftest --baseline eval_baseline.json")
                .option(
                        "--baseline",
                        "FILE",
                        "the baseline's report (default: the one that gate.yaml names)",
                        value -> baseline = Optional.of(value))
                .option(
                        "--runs",
                        "N",
                        "equally good candidates to draw (default: 200)",
                        value -> runs = Options.number("--runs", value, 1))
                .option("--seed", "N", "of the draws (default: 1)", value -> seed = Options.number("--seed", value, 0));
        source.declare(syntax);
        syntax.option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        PolicySource.Found found = source.read(invocation);
        SelfTest test = new SelfTest(
                found.settings(),
                baseline.map(invocation::path).orElseGet(found::baseline),
                Judging.circumstances(invocation));
        List<Trial> trials = test.trials();
        Optional<Refusals> refusals = test.equallyGood(runs, PowerPlan.USUAL_CORRELATION, seed);
        invocation.out().print(format == Format.JSON ? json(trials, refusals) : text(trials, refusals));
        return trials.stream().allMatch(Trial::holds) ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private static String text(List<Trial> trials, Optional<Refusals> refusals) {
        StringBuilder text = new StringBuilder();
        trials.forEach(trial -> text.append(trial.holds() ? "ok    " : "FAIL  ")
                .append(Printable.line(trial.name() + ": " + trial.found()))
                .append('\n'));
        text.append("%d of %d trials hold%n"
                .formatted(trials.stream().filter(Trial::holds).count(), trials.size()));
        text.append(refusals.map(SelfTestCommand::sentence)
                .orElse("the baseline has no cases to draw equally good candidates from\n"));
        return text.toString();
    }

    private static String sentence(Refusals refusals) {
        return "%d of %d equally good candidates, drawn from the baseline's cases, are not let through%n"
                .formatted(refusals.refused(), refusals.runs());
    }

    private static String json(List<Trial> trials, Optional<Refusals> refusals) {
        JsonBuilder json = JsonBuilder.object()
                .put("holds", trials.stream().allMatch(Trial::holds))
                .put(
                        "trials",
                        JsonArray.of(trials.stream().map(SelfTestCommand::json).toList()));
        refusals.ifPresent(found -> json.put(
                "equally_good",
                JsonBuilder.object()
                        .put("refused", found.refused())
                        .put("runs", found.runs())
                        .build()));
        return PrettyJson.indented(json.build());
    }

    private static JsonObject json(Trial trial) {
        return JsonBuilder.object()
                .put("name", trial.name())
                .put("holds", trial.holds())
                .put("found", trial.found())
                .build();
    }
}
