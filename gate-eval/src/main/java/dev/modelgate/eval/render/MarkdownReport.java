package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import java.util.List;

/** A verdict as Markdown, safe to paste into a pull request whatever the buckets are named. */
public final class MarkdownReport {

    private MarkdownReport() {}

    /** Why it was refused: a table of the failing buckets, or of the reasons where no bucket was compared. */
    public static String refusal(Verdict verdict) {
        return verdict.buckets().stream().anyMatch(BucketRow::blocks)
                ? buckets(verdict) + others(verdict)
                : reasons(verdict.reasons());
    }

    /** What speaks against it besides the buckets in the table. */
    private static String others(Verdict verdict) {
        List<Reason> others = verdict.reasons().stream()
                .filter(reason ->
                        reason.code() != ReasonCode.BUCKET_BELOW_FLOOR && reason.code() != ReasonCode.BUCKET_MISSING)
                .toList();
        return others.isEmpty() ? "" : "\n" + reasons(others);
    }

    private static String buckets(Verdict verdict) {
        MarkdownTable table = new MarkdownTable("bucket", "status", "baseline", "candidate", "change", "required");
        verdict.buckets().stream()
                .filter(BucketRow::blocks)
                .forEach(row -> add(table, row, row.tolerance().orElse(verdict.tolerance())));
        return table.text();
    }

    private static void add(MarkdownTable table, BucketRow row, Tolerance tolerance) {
        Fraction floor = tolerance.floorFor(row.baseline().orElseThrow());
        table.row(
                MarkdownText.code(row.bucket()),
                row.status().name(),
                Figures.plain(row.baseline().orElseThrow()),
                row.candidate().map(found -> Figures.found(found, floor)).orElse("not measured"),
                row.delta().map(Figures::points).orElse(""),
                "≥ " + Figures.floor(row.candidate().orElse(floor), floor));
    }

    /** A table of reasons, for a refusal in which no bucket was compared. */
    public static String reasons(List<Reason> reasons) {
        MarkdownTable table = new MarkdownTable("reason", "what was found");
        for (Reason reason : reasons) {
            table.row(reason.code().name(), MarkdownText.prose(reason.message()));
        }
        return table.text();
    }
}
