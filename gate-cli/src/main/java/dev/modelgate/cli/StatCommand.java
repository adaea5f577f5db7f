package dev.modelgate.cli;

import com.google.common.base.Strings;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.stats.catalog.StatMethod;
import dev.modelgate.core.stats.catalog.StatMethods;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.PlainValues;
import java.io.IOException;
import java.util.Map;

/** {@code gate stat}: any number that the gate can compute, so that anyone can check one by hand. */
final class StatCommand implements GateCommand {

    private String method = "";
    private boolean list;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Computes a statistical method from a JSON object on standard input.",
                        "echo '{\"x\": 81, \"n\": 263, \"conf\": 0.95}' | gate stat wilson")
                .optionalWord("METHOD", "one of --list", value -> method = value)
                .flag("--list", "list the methods", () -> list = true);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        if (list) {
            StatMethods.all().forEach(each -> invocation.out().println(line(each)));
            return ExitStatus.DONE;
        }
        StatMethod chosen = StatMethods.named(method)
                .orElseThrow(() -> new UsageException(
                        "'%s' is no statistical method; 'gate stat --list' lists them".formatted(method)));
        JsonObject input = JsonReader.readObject(invocation.in().readAllBytes(), "standard input");
        invocation.out().println(PrettyJson.line(PlainValues.json(compute(chosen, input))));
        return ExitStatus.DONE;
    }

    private static Map<String, Object> compute(StatMethod method, JsonObject input) {
        try {
            return method.compute(PlainValues.of(input));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException("standard input: " + e.getMessage(), e);
        }
    }

    private static String line(StatMethod method) {
        return Strings.padEnd(method.name(), 22, ' ') + " " + method.description();
    }
}
