package dev.modelgate.core.change;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import java.util.regex.Pattern;

/**
 * A change that is proposed for review: a pull request, a merge request.
 *
 * @param number by which its code host knows it
 * @param head commit that is proposed, full hash
 * @param base commit that it is judged against: policy, baseline and gate come from there, full hash
 * @param baseBranch where it shall go; from outside
 * @param protectedBranch the only branch whose gate counts
 * @param label that asked for a deployment; from outside
 */
public record Proposal(int number, String head, String base, String baseBranch, String protectedBranch, String label) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** @throws IllegalArgumentException where a commit is no full hash: a name could be made to mean another one */
    public Proposal {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "the change has number %d, but at least 1 is required".formatted(number));
        }
        requireHash("head", head);
        requireHash("base", base);
    }

    /** Why it may not be judged at all: its base is a branch that anybody may loosen. Empty where it may. */
    public ImmutableList<Reason> objections() {
        return baseBranch.equals(protectedBranch)
                ? ImmutableList.of()
                : ImmutableList.of(new Reason(
                        ReasonCode.GATE_TOUCHED,
                        "the change goes to branch '%s', but only the gate of '%s' counts; retarget it to that branch"
                                .formatted(baseBranch, protectedBranch)));
    }

    private static void requireHash(String what, String commit) {
        if (!HASH.matcher(commit).matches()) {
            throw new IllegalArgumentException(
                    "the %s commit is '%s', but its full hash is required".formatted(what, commit));
        }
    }
}
