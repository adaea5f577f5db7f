package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * The rules that are committed: what a verdict must have been made under, and how to judge by them again. A promotion
 * knows a policy only through this.
 */
public interface CommittedRules {

    /** Digest of the policy; empty where none is committed. */
    Optional<String> policySha256();

    String mode();

    Tolerance tolerance();

    /** How old a verdict may be. */
    Duration maxAge();

    /** Whether such a decision may promote at all. */
    boolean mayPromote(Decision decision);

    /**
     * Judges by these rules.
     *
     * @throws dev.modelgate.core.CannotJudgeException where the evidence does not allow a judgement
     */
    Ruling judge(Evidence candidate, Evidence baseline);

    /**
     * What judging again gave.
     *
     * @param modelSha the model that the evidence is about
     * @param reasons empty exactly for a pass
     */
    record Ruling(Decision decision, Optional<String> modelSha, ImmutableList<Reason> reasons) {}
}
