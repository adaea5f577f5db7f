package dev.modelgate.core.policy.gate;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.BaselineRef;
import dev.modelgate.core.verdict.Verdict.CandidateRef;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.core.verdict.Verdict.SuiteRef;
import java.util.Locale;

/** The verdict that a judgement by a policy becomes. */
public final class PolicyVerdict {

    private PolicyVerdict() {}

    /**
     * @param committed whether the policy judged by is the committed one; only then may the verdict promote
     */
    public static Verdict of(
            Judgement judgement,
            GatePolicy policy,
            PolicyEvidence evidence,
            boolean committed,
            Circumstances circumstances) {
        return new Verdict(
                judgement.decision(),
                judgement.allowed()
                        && committed
                        && evidence.main().found().modelSha().isPresent()
                        && policy.tooThin(evidence).isEmpty(),
                judgement.reasons(),
                evidence.main().found().modelSha(),
                candidate(evidence.main().candidate()),
                baseline(evidence.main().baseline()),
                circumstances.policySha256(),
                circumstances.wiringSha256(),
                circumstances.liveSha(),
                policy.rule().mode().name().toLowerCase(Locale.ROOT),
                policy.rule().tolerance(),
                circumstances.gateVersion(),
                circumstances.createdAt(),
                circumstances.runUrl(),
                judgement.rows(),
                judgement.checks(),
                suites(evidence));
    }

    private static ImmutableList<SuiteRef> suites(PolicyEvidence evidence) {
        return evidence.suites().entrySet().stream()
                .map(suite -> new SuiteRef(
                        suite.getKey(),
                        candidate(suite.getValue().candidate()),
                        baseline(suite.getValue().baseline())))
                .collect(ImmutableList.toImmutableList());
    }

    private static CandidateRef candidate(Evidence evidence) {
        return new CandidateRef(evidence.sha256(), evidence.casesSha256());
    }

    private static BaselineRef baseline(Evidence evidence) {
        return new BaselineRef(evidence.sha256(), evidence.report().modelSha());
    }
}
