package dev.modelgate.eval.verdict;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.review.Chance;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.report.ReportReader;
import java.nio.file.Path;

/** Compares two reports by the point rule: the one path of command, library and build. It reads these two files only. */
public final class ReportComparison {

    private ReportComparison() {}

    /**
     * A verdict, and what its reader should know although it decides nothing.
     *
     * @param warnings sentences with names from outside
     * @param candidate the evidence that was judged
     * @param baseline what it was judged against
     */
    public record Judged(Verdict verdict, ImmutableList<String> warnings, Evidence candidate, Evidence baseline) {

        /** What the evidence shows beside the decision. */
        public Review review() {
            return Review.of(verdict, candidate, baseline);
        }

        /** The part of it that every comparison says; the rest is computed for a report alone. */
        public Chance chance() {
            return Chance.of(verdict, candidate, baseline);
        }
    }

    /**
     * Judges.
     *
     * @throws CannotJudgeException where a report is missing, malformed or contradicts itself
     */
    public static Judged run(Path candidate, Path baseline, Tolerance tolerance, Circumstances circumstances) {
        Evidence found = ReportReader.read(candidate);
        Evidence required = ReportReader.read(baseline);
        try {
            Comparison comparison = Comparison.of(found.report(), required.report(), tolerance);
            return new Judged(
                    Verdict.of(comparison, found, required, circumstances), comparison.warnings(), found, required);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(baseline + ": " + e.getMessage(), e);
        }
    }
}
