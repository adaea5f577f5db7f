package dev.modelgate.cli;

import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketOverride;
import dev.modelgate.eval.verdict.ReportComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code gate compare}: two reports in, a verdict out. It reads those two files and nothing else. */
final class CompareCommand implements GateCommand {

    private String candidate = "";
    private String baseline = "";
    private String tolerance = Tolerance.DEFAULT.toString();
    private final List<BucketOverride> buckets = new ArrayList<>();
    private Format format = Format.TEXT;
    private Optional<String> verdictOut = Optional.empty();
    private final ReportOption reports = new ReportOption();

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
                .repeated(
                        "--bucket",
                        "NAME=T",
                        "points that this bucket, or any by this pattern, may lose instead; such a verdict cannot promote",
                        value -> buckets.add(Options.bucket(value)))
                .option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value))
                .option(
                        "--verdict-out",
                        "FILE",
                        "also write the verdict to this file, and signed where GATE_SIGNING_KEY is set",
                        value -> verdictOut = Optional.of(value));
        reports.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        Path required = invocation.path(baseline);
        List<Path> inputs = List.of(invocation.path(candidate), required);
        reports.begin(inputs, invocation);
        VerdictPrinter printer = new VerdictPrinter(invocation, format, verdictOut).begin(inputs);
        Tolerance allowed = Options.tolerance(tolerance);
        ReportComparison.Judged judged = ReportComparison.run(
                invocation.path(candidate),
                required,
                allowed,
                Options.distinct(buckets),
                Judging.circumstances(invocation));
        reports.write(judged::review, required, invocation);
        ExitStatus status = printer.print(judged.verdict(), judged.warnings());
        Noise.say(judged.verdict(), judged.chance(), invocation);
        return status;
    }
}
