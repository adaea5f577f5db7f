package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.policy.gate.Judgement;
import dev.modelgate.core.policy.gate.PolicyJudge;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules that are committed: what a verdict must have been made under, and how to judge by them again.
 *
 * @param policySha256 digest of the policy; empty where none is committed
 */
public record CommittedRules(GatePolicy policy, Optional<String> policySha256) {

    /** What holds where no policy is committed. */
    public static final CommittedRules NONE = new CommittedRules(GatePolicy.DEFAULT, Optional.empty());

    public String mode() {
        return policy.rule().mode().name().toLowerCase(Locale.ROOT);
    }

    public Tolerance tolerance() {
        return policy.rule().tolerance();
    }

    /** How old a verdict may be. */
    public Duration maxAge() {
        return policy.maxAge();
    }

    /** Whether such a decision may promote at all. */
    public boolean mayPromote(Decision decision) {
        return decision == Decision.PASS || (decision == Decision.INCONCLUSIVE && policy.letsInconclusiveThrough());
    }

    /**
     * Judges by these rules.
     *
     * @throws dev.modelgate.core.CannotJudgeException where the evidence does not allow a judgement
     */
    public Ruling judge(PolicyEvidence evidence) {
        Judgement judgement = new PolicyJudge(policy).judge(evidence);
        return new Ruling(
                judgement.decision(),
                judgement.allowed(),
                evidence.main().found().modelSha(),
                judgement.reasons());
    }

    /**
     * What judging again gave.
     *
     * @param allowed whether it may go on: a pass, or an inconclusive one that the policy lets through
     * @param modelSha the model that the evidence is about
     * @param reasons empty exactly for a pass
     */
    public record Ruling(
            Decision decision, boolean allowed, Optional<String> modelSha, ImmutableList<Reason> reasons) {}
}
