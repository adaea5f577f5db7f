package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.check.PlacedCheck;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.policy.PolicyErrorsException;
import dev.modelgate.eval.policy.PolicyFile;
import dev.modelgate.eval.policy.PolicySchema;
import dev.modelgate.eval.policy.PolicyWords;
import dev.modelgate.eval.render.Printable;
import java.util.Locale;

/** {@code gate policy validate|explain|schema}: what a policy says, and whether it says anything. */
final class PolicyCommand implements GateCommand {

    private enum Task {
        VALIDATE,
        EXPLAIN,
        SCHEMA
    }

    private final Task task;
    private String file = GateYaml.FILE;
    private Format format = Format.TEXT;

    private PolicyCommand(Task task) {
        this.task = task;
    }

    static PolicyCommand validate() {
        return new PolicyCommand(Task.VALIDATE);
    }

    static PolicyCommand explain() {
        return new PolicyCommand(Task.EXPLAIN);
    }

    static PolicyCommand schema() {
        return new PolicyCommand(Task.SCHEMA);
    }

    @Override
    public void declare(Syntax syntax) {
        switch (task) {
            case VALIDATE ->
                syntax.about(
                        "Checks that a policy is understood, and tells every error at once.",
                        "gate policy validate gate.yaml");
            case EXPLAIN ->
                syntax.about("Says in plain sentences what a policy demands.", "gate policy explain gate.yaml");
            case SCHEMA ->
                syntax.about(
                        "Prints the JSON Schema of gate.yaml, for editors.", "gate policy schema > gate.schema.json");
        }
        if (task != Task.SCHEMA) {
            syntax.optionalWord("FILE", "gate.yaml by default", value -> file = value)
                    .option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
        }
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        if (task == Task.SCHEMA) {
            invocation.out().print(PolicySchema.text());
            return ExitStatus.DONE;
        }
        try {
            CommittedRules rules = PolicyFile.rules(GateYaml.read(InputFiles.bytes(invocation.path(file)), file), file);
            invocation.out().print(format == Format.JSON ? json(rules) : text(rules));
            return ExitStatus.DONE;
        } catch (PolicyErrorsException e) {
            e.errors().forEach(error -> invocation.err().println("gate: " + Printable.line(error)));
            return ExitStatus.COULD_NOT_JUDGE;
        }
    }

    private String text(CommittedRules rules) {
        String digest = rules.policySha256().orElse("none, for the file has no policy: the point rule with 0.02 holds");
        if (task == Task.VALIDATE) {
            return "%s: valid, policy %s%n".formatted(Printable.line(file), digest);
        }
        StringBuilder text = new StringBuilder("policy " + digest + "\n");
        PolicyWords.of(rules.policy())
                .forEach(line -> text.append(Printable.line(line)).append('\n'));
        return text.toString();
    }

    private static String json(CommittedRules rules) {
        GatePolicy policy = rules.policy();
        return PrettyJson.indented(JsonBuilder.object()
                .put("valid", true)
                .putOrNull("policy_sha256", rules.policySha256())
                .put("mode", rules.mode())
                .put("tolerance", rules.tolerance().toString())
                .putTexts("suites", ImmutableList.copyOf(policy.suites().keySet()))
                .put(
                        "checks",
                        JsonArray.of(policy.checks().stream()
                                .map(PolicyCommand::json)
                                .toList()))
                .putTexts("sentences", PolicyWords.of(policy))
                .build());
    }

    private static JsonObject json(PlacedCheck check) {
        return JsonBuilder.object()
                .put("id", check.id())
                .put("type", check.check().type())
                .put("severity", check.severity().name().toLowerCase(Locale.ROOT))
                .put("demand", check.demand())
                .build();
    }
}
