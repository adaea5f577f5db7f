package dev.modelgate.cli;

/** {@code gate check}: judges a candidate. What by, the options say; each way is a class of its own. */
final class CheckCommand implements GateCommand {

    private final EvidenceCheck evidence = new EvidenceCheck();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Judges a pipeline's run by what it left behind: the right stage, the right data, no regression.",
                "gate check --evidence contexta:.contexta --run run:ranker.v2 --previous run:ranker.v1");
        evidence.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        return evidence.run(invocation);
    }
}
