package dev.modelgate.cli;

/** {@code gate check}: judges a candidate. What by, the options say; each way is a class of its own. */
final class CheckCommand implements GateCommand {

    private final PolicyChecking policy = new PolicyChecking();
    private final EvidenceCheck evidence = new EvidenceCheck();
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Judges a candidate by the policy in gate.yaml; or a pipeline's run by what it left behind.",
                "gate check --candidate candidate_eval.json --baseline eval_baseline.json --gate-threshold 0.95");
        policy.declare(syntax);
        evidence.declare(syntax);
        syntax.option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws java.io.IOException {
        if (policy.isAskedFor() && evidence.isAskedFor()) {
            throw new UsageException("--candidate and --evidence are both given, but one way to judge is required");
        }
        return evidence.isAskedFor() ? evidence.run(invocation, format) : policy.run(invocation, format);
    }
}
