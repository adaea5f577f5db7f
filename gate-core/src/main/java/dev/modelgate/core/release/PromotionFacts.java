package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.trust.Authenticity;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.verdict.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that decides whether a model may be promoted, as it was found under the registry's lock.
 *
 * @param subject the model that was named
 * @param semver the version that it shall get
 * @param verdict the verdict that was given, with what judging again gave
 */
public record PromotionFacts(
        CanonicalSha subject,
        SemverTag semver,
        InRegistry registry,
        InCommit committed,
        Optional<Judged> verdict,
        Instant now) {

    /**
     * What the registry holds.
     *
     * @param registered whether the subject has an entry
     * @param quarantined whether its content is in quarantine
     * @param tagged what the version names now
     * @param live what is live now, and since when
     * @param trust whose verdicts count
     */
    public record InRegistry(
            boolean registered, boolean quarantined, Optional<CanonicalSha> tagged, Optional<Live> live, Trust trust) {}

    /** The model that serves, and when the pointer moved to it. */
    public record Live(CanonicalSha sha, Instant since) {}

    /**
     * What the commit holds.
     *
     * @param commit full hash
     * @param baseline path of the baseline
     * @param baselineSha256 digest of the committed baseline; empty where it is not committed
     * @param dirtyBaseline files of the baseline that differ in the work tree
     * @param dirtyPolicy the policy file, where it differs in the work tree
     * @param standing whether the commit is one whose rules count
     */
    public record InCommit(
            String commit,
            String baseline,
            Optional<String> baselineSha256,
            ImmutableList<String> dirtyBaseline,
            Optional<String> dirtyPolicy,
            CommittedRules rules,
            BaseStanding standing) {}

    /**
     * A verdict, what its signature turned out to be, and what became of judging again.
     *
     * @param again empty where it could not be done for a reason that stands among the others
     * @param evidence why the evidence that the verdict names does not serve; empty where it does
     */
    public record Judged(
            Authenticity authenticity, Optional<CommittedRules.Ruling> again, ImmutableList<Reason> evidence) {}
}
