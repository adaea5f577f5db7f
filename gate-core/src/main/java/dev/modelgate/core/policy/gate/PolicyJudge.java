package dev.modelgate.core.policy.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.BucketFinding;
import dev.modelgate.core.policy.bucket.BucketJudge;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.stats.decision.AlphaSpending;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges by a policy: the buckets of every suite, then the checks, one decision. It is the one path of {@code check}
 * and of {@code promote}.
 *
 * <p>Refused where any suite is, or a critical check fails or was not measured. Else inconclusive where any suite or
 * critical check is, or a supporting check does not pass. Else passed.
 */
public final class PolicyJudge {

    /** The first suite among the findings. */
    public static final String MAIN = "";

    private final GatePolicy policy;

    public PolicyJudge(GatePolicy policy) {
        this.policy = policy;
    }

    /**
     * Judges.
     *
     * @throws CannotJudgeException where a baseline has no buckets, or alpha is to be spent and nobody counted
     */
    public Judgement judge(PolicyEvidence evidence) {
        ImmutableMap<String, BucketFinding> findings = findings(evidence);
        ImmutableList<Reason> absent = Stream.concat(absentSuites(evidence).stream(), cached(evidence).stream())
                .collect(ImmutableList.toImmutableList());
        boolean comparable = findings.values().stream().noneMatch(BucketFinding::isMismatch);
        ImmutableList<CheckResult> checks = comparable
                ? policy.checks().stream().map(check -> check.judge(evidence)).collect(ImmutableList.toImmutableList())
                : ImmutableList.of();
        return new Deciding(policy, findings, absent, checks).judgement(warnings(findings, evidence));
    }

    private ImmutableMap<String, BucketFinding> findings(PolicyEvidence evidence) {
        ImmutableMap.Builder<String, BucketFinding> findings = ImmutableMap.builder();
        findings.put(MAIN, new BucketJudge(spent(policy.rule(), evidence), Optional.empty()).judge(evidence.main()));
        policy.suites().forEach((name, suite) -> {
            SuiteEvidence found = evidence.suites().get(name);
            if (found != null && suite.rule().isPresent()) {
                BucketRule rule = spent(suite.rule().get(), evidence);
                findings.put(name, new BucketJudge(rule, Optional.of(name)).judge(found));
            }
        });
        return findings.buildOrThrow();
    }

    private BucketRule spent(BucketRule rule, PolicyEvidence evidence) {
        if (policy.attempts() == Attempts.REPORT || rule.mode() == Mode.POINT) {
            return rule;
        }
        long attempt = evidence.attempt()
                .orElseThrow(() -> new CannotJudgeException("the policy says 'attempts: spend', but nobody counted the"
                        + " attempts; name the registry that counts them with --registry"));
        return rule.withAlpha(AlphaSpending.forAttempt(rule.plan().alpha(), attempt));
    }

    /** A suite that is not there was not measured; leaving it out must not pass. */
    private ImmutableList<Reason> absentSuites(PolicyEvidence evidence) {
        return policy.suites().keySet().stream()
                .filter(name -> !evidence.suites().containsKey(name))
                .map(name -> new Reason(
                        ReasonCode.SUITE_MISSING,
                        "suite '%s' has no report of the candidate, but the policy judges it; evaluate it and name the"
                                        .formatted(name)
                                + " report with --suite"))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Reason> cached(PolicyEvidence evidence) {
        return policy.answersMayBeCached()
                ? ImmutableList.of()
                : Stream.concat(Stream.of(evidence.main()), evidence.suites().values().stream())
                        .flatMap(suite -> CachedAnswers.reason(suite.found()).stream())
                        .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<String> warnings(ImmutableMap<String, BucketFinding> findings, PolicyEvidence evidence) {
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        findings.values().forEach(finding -> warnings.addAll(finding.warnings()));
        evidence.attempt().ifPresent(attempt -> {
            if (attempt > 1) {
                warnings.add("this is attempt %d on the same cases under this policy; whoever tries often enough passes"
                                .formatted(attempt)
                        + " by chance, so look at fresh cases, or say 'attempts: spend'");
            }
        });
        return warnings.build();
    }

    /** From findings and checks to one decision. */
    private record Deciding(
            GatePolicy policy,
            ImmutableMap<String, BucketFinding> findings,
            ImmutableList<Reason> absent,
            ImmutableList<CheckResult> checks) {

        Judgement judgement(ImmutableList<String> warnings) {
            Decision decision = decision();
            return new Judgement(
                    decision,
                    decision == Decision.PASS || isLetThrough(decision),
                    decision == Decision.PASS ? ImmutableList.of() : reasons(),
                    findings,
                    checks,
                    warnings);
        }

        private Decision decision() {
            if (!absent.isEmpty()
                    || anyFinding(Decision.REFUSED)
                    || checks.stream().anyMatch(CheckResult::blocks)) {
                return Decision.REFUSED;
            }
            boolean open = anyFinding(Decision.INCONCLUSIVE) || checks.stream().anyMatch(Deciding::isOpen);
            return open ? Decision.INCONCLUSIVE : Decision.PASS;
        }

        private boolean anyFinding(Decision decision) {
            return findings.values().stream().anyMatch(finding -> finding.decision() == decision);
        }

        private static boolean isOpen(CheckResult check) {
            return check.severity() != CheckSeverity.ADVISORY && !check.passes();
        }

        /** By the policy's own word, and only where every suite measured something. */
        private boolean isLetThrough(Decision decision) {
            return decision == Decision.INCONCLUSIVE
                    && policy.letsInconclusiveThrough()
                    && findings.values().stream().allMatch(BucketFinding::allowed);
        }

        private ImmutableList<Reason> reasons() {
            List<Reason> reasons = new ArrayList<>(absent);
            findings.values().forEach(finding -> reasons.addAll(finding.reasons()));
            checks.stream()
                    .filter(Deciding::isOpen)
                    .forEach(check -> check.reasons().forEach(code -> reasons.add(new Reason(code, message(check)))));
            return ImmutableList.copyOf(reasons);
        }

        private static String message(CheckResult check) {
            return "%s: %s".formatted(check.id(), check.message());
        }
    }
}
