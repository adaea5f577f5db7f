package dev.modelgate.core.policy.gate;

import dev.modelgate.core.evidence.EvalReport;
import java.util.Optional;

/**
 * A model judged on an evaluation set under a policy.
 *
 * @param modelSha canonical SHA; judging the same model again is the same attempt
 * @param evalSet a hash of the evaluation set
 * @param policySha256 digest of the policy; empty where there is none
 */
public record Attempt(String modelSha, String evalSet, Optional<String> policySha256) {

    /** Of a report; empty where it does not say which model was put to which set, for then nobody can count. */
    public static Optional<Attempt> of(EvalReport report, Optional<String> policySha256) {
        Optional<String> evalSet = report.evalSetSha256().or(report::evalSetDvcHash);
        return report.modelSha().flatMap(model -> evalSet.map(hash -> new Attempt(model, hash, policySha256)));
    }

    /** True for attempts that use up the same cases under the same policy. */
    boolean isOnSameCases(Attempt other) {
        return evalSet.equals(other.evalSet) && policySha256.equals(other.policySha256);
    }
}
