package dev.modelgate.cli;

import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.eval.report.ReportReader;
import java.io.IOException;
import java.util.Optional;

/** {@code gate compare}: two reports in, a verdict out. It reads those two files and nothing else. */
final class CompareCommand implements GateCommand {

    private String candidate = "";
    private String baseline = "";
    private String tolerance = Tolerance.DEFAULT.toString();
    private Format format = Format.TEXT;
    private Optional<String> verdictOut = Optional.empty();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Compares a candidate's evaluation report with a baseline's, bucket by bucket.",
                        "gate compare --candidate candidate_eval.json --baseline eval_baseline.json")
                .required("--candidate", "FILE", "the candidate's report", value -> candidate = value)
                .required("--baseline", "FILE", "the baseline's report", value -> baseline = value)
                .option(
                        "--tolerance",
                        "T",
                        "points a bucket may lose: 0.02 (the default), 2pp or 2%%",
                        value -> tolerance = value)
                .option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value))
                .option(
                        "--verdict-out",
                        "FILE",
                        "also write the verdict to this file",
                        value -> verdictOut = Optional.of(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        Tolerance allowed = Options.tolerance(tolerance);
        Evidence found = ReportReader.read(invocation.path(candidate));
        Evidence required = ReportReader.read(invocation.path(baseline));
        Comparison comparison = Judging.compare(found, required, allowed, baseline);
        Verdict verdict = Verdict.of(comparison, found, required, Judging.circumstances(invocation));
        return new VerdictPrinter(invocation, format, verdictOut).print(verdict, comparison.warnings());
    }
}
