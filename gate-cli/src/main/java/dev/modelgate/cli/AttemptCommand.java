package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.gate.Attempt;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.registry.attempt.AttemptBook;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;

/** {@code gate registry attempt}: writes down that a candidate was judged, whatever came of it. */
final class AttemptCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private final PolicySource source = new PolicySource();
    private String candidate = "";

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Writes down in the registry that a candidate was judged, for 'attempts' in the policy.",
                        "gate registry attempt --candidate candidate_eval.json")
                .required("--candidate", "FILE", "the candidate's report", value -> candidate = value);
        source.declare(syntax);
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        Attempt attempt = Attempt.of(
                        ReportReader.read(invocation.path(candidate)).report(),
                        source.read(invocation).settings().rules().policySha256())
                .orElseThrow(() -> new CannotJudgeException(
                        "%s names no model or no evaluation set, but attempts are counted by both; evaluate with 'gate eval --bundle'"
                                .formatted(candidate)));
        try (Registry opened = registry.open(invocation)) {
            long number = AttemptBook.record(opened, attempt, invocation.now());
            invocation.out().println("attempt %d on this evaluation set under this policy".formatted(number));
            return ExitStatus.DONE;
        }
    }
}
