package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * When content goes into quarantine, and when it comes out. In: by any verdict on it that is no pass. Out: only by a
 * pass on other evidence, or the same measurement that was found wanting could be read again until it pleases. What a
 * person orders in an emergency, a person lifts, and nothing else.
 */
public final class QuarantineRule {

    private QuarantineRule() {}

    /** Why a verdict does not put its subject into quarantine, though it stands when it is judged again. */
    public static Optional<Reason> objection(Verdict verdict) {
        return verdict.decision() == Decision.PASS
                ? Optional.of(new Reason(
                        ReasonCode.NOT_PASSED,
                        "the verdict's decision is PASS, but a quarantine rests on a verdict that is none; to lift one, add"
                                + " --lift, and to act without a verdict, ban the model"))
                : Optional.empty();
    }

    /** Why a verdict lifts nothing that a person ordered: what they saw, no measurement has shown. */
    public static Reason banned(EventBody.Statement statement) {
        return new Reason(
                ReasonCode.QUARANTINED,
                "the content was banned by a person (%s), but a verdict lifts what a verdict ordered; a person lifts a ban"
                        .formatted(statement));
    }

    /** Why a person lifts nothing that a verdict ordered: that would be a way around the gate. */
    public static Reason quarantined(String verdictSha256) {
        return new Reason(
                ReasonCode.QUARANTINED,
                "the content is in quarantine by the verdict %s, but a person lifts what a person ordered; a new passing verdict on other evidence lifts it"
                        .formatted(verdictSha256));
    }

    /**
     * Why a verdict, which may promote for all the rest, does not lift a quarantine; empty where it does.
     *
     * @param ordered the verdict that the quarantine rests on
     * @param since when it began
     */
    public static ImmutableList<Reason> objectionsToLift(Verdict verdict, Verdict ordered, Instant since) {
        ImmutableList.Builder<Reason> reasons = ImmutableList.builder();
        if (isSameEvidence(verdict.candidate(), ordered.candidate())) {
            reasons.add(new Reason(
                    ReasonCode.EVIDENCE_MISMATCH,
                    "the verdict rests on the evidence that the quarantine rests on, but other evidence is required;"
                            + " evaluate on more or other cases and judge again"));
        }
        if (!verdict.createdAt().isAfter(since)) {
            reasons.add(new Reason(
                    ReasonCode.VERDICT_EXPIRED,
                    "the verdict was made at %s, but the quarantine began at %s and a newer one is required; judge again"
                            .formatted(verdict.createdAt(), since)));
        }
        return reasons.build();
    }

    /** A report written anew has another digest, but the answers in it have not. */
    private static boolean isSameEvidence(Verdict.CandidateRef candidate, Verdict.CandidateRef ordered) {
        return candidate.sha256().equals(ordered.sha256())
                || (candidate.casesSha256().isPresent()
                        && candidate.casesSha256().equals(ordered.casesSha256()));
    }
}
