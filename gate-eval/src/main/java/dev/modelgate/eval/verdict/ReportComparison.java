package dev.modelgate.eval.verdict;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.EvidenceDemand;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketOverride;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.policy.gate.Judgement;
import dev.modelgate.core.policy.gate.PolicyJudge;
import dev.modelgate.core.policy.gate.PolicyVerdict;
import dev.modelgate.core.review.Chance;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.ThinEvidence;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.policy.PolicyCheck;
import dev.modelgate.eval.policy.SuiteEvidences;
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
                    Verdict.of(comparison, found, required, circumstances),
                    warnings(comparison, found.report(), required.report()),
                    found,
                    required);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(baseline + ": " + e.getMessage(), e);
        }
    }

    private static ImmutableList<String> warnings(Comparison comparison, EvalReport candidate, EvalReport baseline) {
        ImmutableList.Builder<String> warnings = ImmutableList.<String>builder().addAll(comparison.warnings());
        if (comparison.passes() && candidate.modelSha().isPresent()) {
            ThinEvidence.reasons(candidate, baseline, EvidenceDemand.COUNTED)
                    .forEach(reason -> warnings.add(PolicyCheck.cannotPromote(reason)));
        }
        return warnings.build();
    }

    /**
     * Judges, single buckets by tolerances of their own. Nobody committed those, so such a verdict promotes nothing.
     *
     * @throws CannotJudgeException where a report is missing, malformed or contradicts itself
     */
    public static Judged run(
            Path candidate,
            Path baseline,
            Tolerance tolerance,
            ImmutableList<BucketOverride> buckets,
            Circumstances circumstances) {
        if (buckets.isEmpty()) {
            return run(candidate, baseline, tolerance, circumstances);
        }
        Evidence found = ReportReader.read(candidate);
        Evidence required = ReportReader.read(baseline);
        PolicyEvidence evidence = PolicyEvidence.of(SuiteEvidences.of(found, required));
        GatePolicy rule = GatePolicy.DEFAULT.with(BucketRule.point(tolerance, buckets));
        Judgement judgement = new PolicyJudge(rule).judge(evidence);
        return new Judged(
                PolicyVerdict.of(judgement, rule, evidence, false, circumstances),
                judgement.warnings(),
                found,
                required);
    }
}
