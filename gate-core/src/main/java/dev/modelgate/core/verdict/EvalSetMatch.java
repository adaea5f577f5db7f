package dev.modelgate.core.verdict;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.ReasonCode;
import java.util.Optional;

/** Whether two sides saw the same evaluation set: each hash that the baseline carries, the candidate must equal. */
public final class EvalSetMatch {

    private EvalSetMatch() {}

    /** Every mismatch, empty where none is found. */
    public static ImmutableList<Reason> mismatches(
            Optional<String> dvcHash, Optional<String> sha256, EvalReport baseline) {
        ImmutableList.Builder<Reason> reasons = ImmutableList.builder();
        mismatch("eval_set_dvc_hash", dvcHash, baseline.evalSetDvcHash()).ifPresent(reasons::add);
        mismatch("eval_set_sha256", sha256, baseline.evalSetSha256()).ifPresent(reasons::add);
        return reasons.build();
    }

    private static Optional<Reason> mismatch(String key, Optional<String> found, Optional<String> required) {
        if (required.isEmpty() || required.equals(found)) {
            return Optional.empty();
        }
        String is = found.map(hash -> "'" + hash + "'").orElse("absent");
        return Optional.of(new Reason(
                ReasonCode.EVAL_SET_MISMATCH,
                "the candidate's %s is %s, but the baseline's is '%s'; evaluate the candidate on the baseline's set"
                        .formatted(key, is, required.get())));
    }
}
