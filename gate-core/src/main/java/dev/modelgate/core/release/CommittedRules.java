package dev.modelgate.core.release;

import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.policy.gate.Judgement;
import dev.modelgate.core.policy.gate.PolicyJudge;
import dev.modelgate.core.policy.gate.PolicyVerdict;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
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
     * Judges by these rules, as the promoting gate's own verdict.
     *
     * @param claim the verdict that was given. What it was judged by beyond the policy is judged again, too: that can
     *     only tighten, and whatever it says of it has to be so
     * @throws dev.modelgate.core.CannotJudgeException where the evidence does not allow a judgement
     */
    public Ruling judge(PolicyEvidence evidence, Verdict claim, Circumstances circumstances) {
        GatePolicy judged = policy.tightenedAsIn(claim.checks());
        Judgement judgement = new PolicyJudge(judged).judge(evidence);
        return new Ruling(judgement.allowed(), PolicyVerdict.of(judgement, judged, evidence, true, circumstances));
    }

    /**
     * What judging again gave.
     *
     * @param allowed whether it may go on: a pass, or an inconclusive one that the policy lets through
     * @param verdict the promoting gate's own, which the registry keeps beside the one that was given
     */
    public record Ruling(boolean allowed, Verdict verdict) {

        Decision decision() {
            return verdict.decision();
        }
    }
}
