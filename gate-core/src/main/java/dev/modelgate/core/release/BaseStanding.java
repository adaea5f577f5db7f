package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;

/**
 * How the commit whose rules are read stands to the branch whose rules count. Whoever may write to a clone may commit a
 * looser baseline there; it counts once it is on the branch, where others review it. And it must still be the branch's:
 * an old commit of the branch may hold rules that were tightened since.
 */
public sealed interface BaseStanding {

    /** Why the commit's rules do not count; empty where they do. */
    ImmutableList<Reason> objections();

    /** Any commit counts: a development registry promotes into nothing that others rely on. */
    record Unbound() implements BaseStanding {
        @Override
        public ImmutableList<Reason> objections() {
            return ImmutableList.of();
        }
    }

    /** The registry began before branches were recorded, or outside of a repository. */
    record BranchUnknown(String registry) implements BaseStanding {
        @Override
        public ImmutableList<Reason> objections() {
            return ImmutableList.of(new Reason(
                    ReasonCode.BRANCH_UNKNOWN,
                    ("%s does not say on which branch its rules are kept, but only a branch's rules count; run 'gate"
                                    + " registry branch NAME' once")
                            .formatted(registry)));
        }
    }

    /** Neither the branch's newest commit nor an ancestor of it. */
    record Elsewhere(BranchName branch, String commit, String tip) implements BaseStanding {
        @Override
        public ImmutableList<Reason> objections() {
            return ImmutableList.of(new Reason(
                    ReasonCode.BASE_NOT_ON_BRANCH,
                    ("commit %s is not on branch '%s', which is at %s, but only that branch's rules count; merge and"
                                    + " push it, or name a commit of the branch as base")
                            .formatted(commit, branch, tip)));
        }
    }

    /**
     * The branch's newest commit or an ancestor of it.
     *
     * @param differing what judges and is another file in the newest commit
     */
    record OnBranch(BranchName branch, String commit, String tip, ImmutableList<String> differing)
            implements BaseStanding {
        @Override
        public ImmutableList<Reason> objections() {
            return differing.stream()
                    .map(path -> new Reason(
                            ReasonCode.BASE_OUTDATED,
                            ("'%s' of commit %s differs from that of branch '%s', which is at %s, but only the newest"
                                            + " rules count; judge and promote with that commit as base")
                                    .formatted(path, commit, branch, tip)))
                    .collect(ImmutableList.toImmutableList());
        }
    }
}
