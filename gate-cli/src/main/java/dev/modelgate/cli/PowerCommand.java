package dev.modelgate.cli;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.gate.PowerPlan;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.report.ReportReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code gate power}: what each bucket of an evaluation set can and cannot see. */
final class PowerCommand implements GateCommand {

    private final PolicySource source = new PolicySource();
    private Optional<String> baseline = Optional.empty();
    private double correlation = PowerPlan.USUAL_CORRELATION;
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Says which drops each bucket of a baseline could show, and how many cases it would need.",
                        "gate power --baseline eval_baseline.json")
                .option(
                        "--baseline",
                        "FILE",
                        "the baseline's report (default: the one that gate.yaml names)",
                        value -> baseline = Optional.of(value))
                .option(
                        "--correlation",
                        "R",
                        "how alike both sides answer, case by case: 0.6 by default",
                        value -> correlation =
                                Options.share("--correlation", value).toDouble());
        source.declare(syntax);
        syntax.option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        if (correlation >= 1) {
            throw new UsageException("--correlation is 1, but less is required: such candidates never differ");
        }
        PolicySource.Found found = source.read(invocation);
        PowerPlan plan = PowerPlan.of(
                ReportReader.read(baseline.map(invocation::path).orElseGet(found::baseline))
                        .report(),
                found.settings().rules().policy().rule(),
                correlation);
        invocation.out().print(format == Format.JSON ? json(plan) : text(plan));
        return ExitStatus.DONE;
    }

    private String text(PowerPlan plan) {
        StringBuilder text = new StringBuilder("     cases  tolerance  sees a drop of  cases needed  bucket\n");
        plan.rows().forEach(row -> text.append(line(row)));
        text.append("alpha %s over %d buckets, power %s, %s%n"
                .formatted(
                        plan.rule().plan().alpha(),
                        plan.rows().size(),
                        plan.rule().plan().power(),
                        plan.rule().plan().discordance().isPresent()
                                ? "discordance as the policy says"
                                : "correlation of both sides " + correlation));
        plan.falseRefusal()
                .ifPresent(share ->
                        text.append("the point rule would refuse about %s %% of candidates that are exactly as good%n"
                                .formatted(percent(share))));
        return text.toString();
    }

    private static String line(PowerPlan.Row row) {
        return "%10s %10s %15s %13s  %s%n"
                .formatted(
                        row.cases().isPresent() ? row.cases().getAsLong() : "unknown",
                        row.tolerance(),
                        row.detectable().isPresent() ? percent(row.detectable().getAsDouble()) + " pp" : "-",
                        row.casesNeeded().isPresent() ? row.casesNeeded().getAsLong() : "-",
                        Printable.line(row.bucket()));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(1, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String json(PowerPlan plan) {
        return PrettyJson.indented(JsonBuilder.object()
                .put("alpha", number(plan.rule().plan().alpha()))
                .put("power", number(plan.rule().plan().power()))
                .put("false_refusal", number(plan.falseRefusal()))
                .put(
                        "buckets",
                        JsonArray.of(
                                plan.rows().stream().map(PowerCommand::json).toList()))
                .build());
    }

    private static JsonObject json(PowerPlan.Row row) {
        return JsonBuilder.object()
                .put("bucket", row.bucket())
                .put("n", row.cases().isPresent() ? JsonNumber.of(row.cases().getAsLong()) : JsonNull.NULL)
                .put("tolerance", row.tolerance().toString())
                .put("discordance", number(row.discordance()))
                .put("detectable", number(row.detectable()))
                .put(
                        "cases_needed",
                        row.casesNeeded().isPresent()
                                ? JsonNumber.of(row.casesNeeded().getAsLong())
                                : JsonNull.NULL)
                .put("sees_tolerance", row.seesTolerance())
                .build();
    }

    private static JsonValue number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : JsonNull.NULL;
    }

    private static JsonValue number(double value) {
        return JsonNumber.of(BigDecimal.valueOf(value));
    }
}
