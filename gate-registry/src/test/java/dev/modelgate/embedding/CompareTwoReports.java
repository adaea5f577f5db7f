package dev.modelgate.embedding;

import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.verdict.ReportComparison;
import dev.modelgate.eval.verdict.VerdictFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Judges a candidate's report against the baseline's. */
final class CompareTwoReports {

    private CompareTwoReports() {}

    /** What speaks against the candidate, as a table to show to people; empty where it may go on. */
    static Optional<String> refusal(Path candidate, Path baseline, Path verdictFile, Clock clock) {
        ReportComparison.Judged judged = ReportComparison.run(
                candidate, baseline, Tolerance.parse("2pp"), Circumstances.of("my-platform 1.0", clock.instant()));
        VerdictFiles.write(judged.verdict(), verdictFile);
        return judged.verdict().decision() == Decision.PASS
                ? Optional.empty()
                : Optional.of(MarkdownReport.refusal(judged.verdict()));
    }
}
