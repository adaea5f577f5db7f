package dev.modelgate.cli;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.registry.state.Registry;
import java.util.List;

/** The answer where a name is asked for that the registry does not hold: a no, for the registry could be read. */
final class Unregistered {

    private Unregistered() {}

    static ExitStatus say(String name, Registry registry, Invocation invocation) {
        invocation
                .out()
                .print(MarkdownReport.reasons(List.of(new Reason(
                        ReasonCode.SUBJECT_UNKNOWN,
                        "'%s' is not in %s; 'gate registry list' shows what is".formatted(name, registry.uri())))));
        return ExitStatus.REFUSED;
    }
}
