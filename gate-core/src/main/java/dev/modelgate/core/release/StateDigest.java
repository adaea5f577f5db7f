package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What an event commits to: the state of the registry after it, by the SHA-256 of each document's bytes, empty for one
 * that is not there. Whoever decides by a document holds it to the last event's digest, so that a document that was
 * removed, edited or put back decides nothing. An event that does not touch a document carries its digest over.
 *
 * @param tags of {@code tags.json}
 * @param live of {@code live.json}
 * @param trust of {@code trust.json}
 * @param quarantine of {@code quarantine.json}, which has the digest of every note in {@code quarantine/}
 * @param branch of {@code branch.json}
 * @param attempts the part of {@code attempts.jsonl} that is committed to
 * @param trustChanges numbers of the events that changed the trust, so that each seal is found without a search
 */
public record StateDigest(
        Optional<String> tags,
        Optional<String> live,
        Optional<String> trust,
        Optional<String> quarantine,
        Optional<String> branch,
        Optional<Attempts> attempts,
        ImmutableList<Long> trustChanges) {

    /** Before the first event. */
    public static final StateDigest EMPTY = new StateDigest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ImmutableList.of());

    /**
     * The beginning of a file that only grows: attempts are written down between events too.
     *
     * @param lines how many lines are committed to
     * @param sha256 of their bytes, newlines included
     */
    public record Attempts(long lines, String sha256) {}

    /**
     * What this state has that the event had no business to change; empty where it follows.
     *
     * @param before the state after the event before
     * @param event that commits to this state
     */
    public Optional<String> objection(StateDigest before, Event event) {
        EventBody body = event.body();
        boolean promotes = body instanceof EventBody.Promoted;
        boolean moves = promotes || body instanceof EventBody.RolledBack;
        boolean trusts = body instanceof EventBody.TrustChanged;
        StateDigest allowed = new StateDigest(
                promotes ? tags : before.tags,
                moves ? live : before.live,
                trusts ? trust : before.trust,
                body.ordersOrLiftsQuarantine() ? quarantine : before.quarantine,
                body instanceof EventBody.BranchChanged ? branch : before.branch,
                promotes ? attempts : before.attempts,
                trusts ? with(before.trustChanges, event.seq()) : before.trustChanges);
        return equals(allowed)
                ? Optional.empty()
                : Optional.of(
                        "the event commits to another state than the one before it and what it says itself; it was"
                                + " written by hand, or by a faulty gate");
    }

    /** With one more change of the trust. */
    public static ImmutableList<Long> with(ImmutableList<Long> trustChanges, long seq) {
        return ImmutableList.<Long>builder().addAll(trustChanges).add(seq).build();
    }
}
