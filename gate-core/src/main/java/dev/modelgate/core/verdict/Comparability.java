package dev.modelgate.core.verdict;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.ReasonCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether two reports may be compared at all. Numbers from different sets, stages or cases prove nothing, however
 * close they are; so any mismatch refuses before a bucket is looked at.
 */
final class Comparability {

    private final EvalReport candidate;
    private final EvalReport baseline;
    private final ImmutableList.Builder<Reason> reasons = ImmutableList.builder();

    private Comparability(EvalReport candidate, EvalReport baseline) {
        this.candidate = candidate;
        this.baseline = baseline;
    }

    /** Every mismatch, empty when the two are comparable. */
    static ImmutableList<Reason> mismatches(EvalReport candidate, EvalReport baseline) {
        Comparability check = new Comparability(candidate, baseline);
        check.reasons.addAll(EvalSetMatch.mismatches(candidate.evalSetDvcHash(), candidate.evalSetSha256(), baseline));
        check.stated(ReasonCode.SUITE_MISMATCH, "suite", candidate.suite(), baseline.suite());
        check.stated(ReasonCode.STAGE_MISMATCH, "stage", candidate.stage(), baseline.stage());
        baseline.buckets().values().forEach(check::caseCount);
        check.caseSets();
        return check.reasons.build();
    }

    /** Said when nothing proves that both sides saw the same set. */
    static Optional<String> warning(EvalReport candidate, EvalReport baseline) {
        if (baseline.evalSetDvcHash().isPresent() || baseline.evalSetSha256().isPresent()) {
            return Optional.empty();
        }
        return Optional.of("the baseline carries no eval_set_dvc_hash or eval_set_sha256, so nothing proves that both"
                + " sides saw the same evaluation set; add the hash of the set to the baseline");
    }

    private void stated(ReasonCode code, String key, Optional<String> found, Optional<String> required) {
        if (found.isPresent() && required.isPresent() && !found.equals(required)) {
            add(
                    code,
                    "the candidate's %s is '%s', but the baseline's is '%s'; compare reports of the same %s"
                            .formatted(key, found.get(), required.get(), key));
        }
    }

    private void caseCount(Bucket required) {
        Optional<Bucket> found = candidate.bucket(required.name());
        if (found.isEmpty() || found.get().n().isEmpty() || required.n().isEmpty()) {
            return;
        }
        long before = required.n().getAsLong();
        long now = found.get().n().getAsLong();
        if (now < before || (now != before && sameSet())) {
            add(
                    ReasonCode.CASE_COUNT_MISMATCH,
                    "bucket '%s' has %d cases, but the baseline has %d; evaluate every case of the set once"
                            .formatted(required.name(), now, before));
        }
    }

    private boolean sameSet() {
        return equalAndPresent(candidate.evalSetDvcHash(), baseline.evalSetDvcHash())
                || equalAndPresent(candidate.evalSetSha256(), baseline.evalSetSha256());
    }

    private static boolean equalAndPresent(Optional<String> left, Optional<String> right) {
        return left.isPresent() && left.equals(right);
    }

    private void caseSets() {
        if (candidate.cases().isEmpty() || baseline.cases().isEmpty()) {
            return;
        }
        for (String bucket : baseline.buckets().keySet()) {
            if (candidate.bucket(bucket).isPresent()) {
                caseSet(bucket, candidate.cases().get(), baseline.cases().get());
            }
        }
    }

    private void caseSet(String bucket, List<CaseResult> found, List<CaseResult> required) {
        Set<String> now = ids(bucket, found);
        Set<String> before = ids(bucket, required);
        if (now.equals(before)) {
            return;
        }
        String example = before.stream()
                .filter(id -> !now.contains(id))
                .findFirst()
                .map(id -> "lacks case '" + id + "'")
                .orElseGet(() -> "has case '%s' that the baseline lacks"
                        .formatted(now.stream()
                                .filter(id -> !before.contains(id))
                                .findFirst()
                                .orElseThrow()));
        add(
                ReasonCode.CASE_SET_MISMATCH,
                "bucket '%s' %s; evaluate the same cases as the baseline".formatted(bucket, example));
    }

    private static Set<String> ids(String bucket, List<CaseResult> cases) {
        Set<String> ids = new HashSet<>();
        for (CaseResult result : cases) {
            if (result.isIn(bucket)) {
                ids.add(result.id());
            }
        }
        return ids;
    }

    private void add(ReasonCode code, String message) {
        reasons.add(new Reason(code, message));
    }
}
