package dev.modelgate.core.policy.bucket;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.stats.decision.BucketData;
import dev.modelgate.core.stats.decision.BucketEvidence;
import dev.modelgate.core.stats.decision.Finding;
import dev.modelgate.core.stats.decision.GateEvidence;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.verdict.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Why a mode that tests does not pass: what was found, what would decide it. */
final class EvidenceReasons {

    private static final String ALL_CASES = "all cases together";

    private final BucketRule rule;
    private final GateEvidence found;

    EvidenceReasons(BucketRule rule, GateEvidence found) {
        this.rule = rule;
        this.found = found;
    }

    /** Of one bucket; empty where it holds, or need not be shown to. */
    Optional<Reason> of(BucketEvidence bucket) {
        if (bucket.question().data() instanceof BucketData.Missing) {
            return Optional.of(new Reason(
                    ReasonCode.BUCKET_MISSING,
                    "bucket '%s' is missing from the candidate, but the baseline has it; evaluate the whole set"
                            .formatted(bucket.bucket())));
        }
        String name = "bucket '%s'".formatted(bucket.bucket());
        if (found.decidedByPointRule()) {
            return bucket.pointFinding() == Finding.FAIL ? Optional.of(belowFloor(name, bucket)) : Optional.empty();
        }
        if (bucket.finding() == Finding.FAIL) {
            return Optional.of(harmed(ReasonCode.BUCKET_BELOW_FLOOR, name, bucket));
        }
        return bucket.finding() == Finding.PASS || !mustPass(bucket)
                ? Optional.empty()
                : Optional.of(undecided(name, bucket));
    }

    /** Of all cases together; where they cannot be counted, that is the reason. */
    Optional<Reason> pooled() {
        if (rule.gateRule().pooledTolerance().isEmpty() || found.decidedByPointRule()) {
            return Optional.empty();
        }
        if (found.pooled().isEmpty()) {
            return Optional.of(new Reason(
                    ReasonCode.EVIDENCE_INCONCLUSIVE,
                    "%s cannot be judged, but the mode requires it; report the cases, or the bucket 'aggregate'"
                            .formatted(ALL_CASES)));
        }
        BucketEvidence all = found.pooled().get();
        if (all.finding() == Finding.FAIL) {
            return Optional.of(harmed(ReasonCode.POOLED_HARM, ALL_CASES, all));
        }
        return all.finding() == Finding.PASS ? Optional.empty() : Optional.of(undecided(ALL_CASES, all));
    }

    private boolean mustPass(BucketEvidence bucket) {
        return rule.mode() != Mode.EVIDENCE || bucket.question().proofRequired();
    }

    private static Reason belowFloor(String name, BucketEvidence bucket) {
        return new Reason(
                ReasonCode.BUCKET_BELOW_FLOOR,
                "%s changed by %s, but at least -%s is required by the point rule, for the cases decide neither way; "
                                .formatted(name, change(bucket), tolerance(bucket))
                        + "'gate explain' lists lost cases");
    }

    private static Reason harmed(ReasonCode code, String name, BucketEvidence bucket) {
        return new Reason(
                code,
                "%s changed by %s, but at least -%s is required, and chance does not explain it (p = %s in the family); "
                                .formatted(name, change(bucket), tolerance(bucket), p(bucket.pHarmHolm()))
                        + "'gate explain' lists lost cases");
    }

    private static Reason undecided(String name, BucketEvidence bucket) {
        String detail = bucket.notes().isEmpty() ? "" : " (" + String.join("; ", bucket.notes()) + ")";
        return new Reason(
                ReasonCode.EVIDENCE_INCONCLUSIVE,
                "%s %s, but must be shown to lose no more than %s%s; %s"
                        .formatted(
                                name,
                                bucket.delta().isEmpty() ? "has no data" : "changed by " + change(bucket),
                                tolerance(bucket),
                                detail,
                                advice(bucket.casesNeeded())));
    }

    private static String advice(OptionalLong needed) {
        return needed.isPresent()
                ? "about %d cases would decide it".formatted(needed.getAsLong())
                : "supply the results of each case";
    }

    private static String change(BucketEvidence bucket) {
        return bucket.delta().orElseThrow().toString();
    }

    private static String tolerance(BucketEvidence bucket) {
        return new Tolerance(bucket.question().tolerance()).toString();
    }

    private static String p(OptionalDouble value) {
        return value.isEmpty()
                ? "unknown"
                : BigDecimal.valueOf(value.getAsDouble())
                        .setScale(4, RoundingMode.UP)
                        .toPlainString();
    }
}
