package dev.modelgate.core.policy;

/** Why the gate says no. The names are part of the verdict's format; they are never renamed. */
public enum ReasonCode {
    /** A bucket fell further below its baseline than the tolerance allows. */
    BUCKET_BELOW_FLOOR,
    /** A bucket of the baseline was not measured on the candidate. */
    BUCKET_MISSING,
    /** The two sides were not measured on the same evaluation set, or only the baseline says on which. */
    EVAL_SET_MISMATCH,
    /** The two sides name different suites. */
    SUITE_MISMATCH,
    /** The two sides were measured in different stages of their pipelines. */
    STAGE_MISMATCH,
    /** A bucket has fewer cases than the baseline's, or another number of them on the same set. */
    CASE_COUNT_MISMATCH,
    /** A bucket holds other cases than the baseline's. */
    CASE_SET_MISMATCH,

    /** All cases together are shown to be worse, beyond what they may lose. */
    POOLED_HARM,
    /** The cases show neither that the candidate is worse nor that it is not. */
    EVIDENCE_INCONCLUSIVE,
    /** A suite of the policy has no report of the candidate or of the baseline. */
    SUITE_MISSING,
    /** A number that the policy asks for is not in the report. */
    NOT_MEASURED,
    /** A number lies outside the limits that the policy sets. */
    OUT_OF_LIMITS,
    /** A case of a suite of refusals was answered instead. */
    REFUSAL_LOST,
    /** The candidate answers too slowly, compared with the baseline. */
    LATENCY_TOO_HIGH,
    /** The candidate costs more than its gain in quality is worth. */
    COST_TOO_HIGH,
    /** Repeated answers to the same case differ too often. */
    FLAKY,
    /** The worst group is too far behind. */
    GROUP_GAP_TOO_WIDE,
    /** Stated confidence and accuracy are too far apart. */
    MISCALIBRATED,
    /** The artifact is larger than allowed. */
    ARTIFACT_TOO_LARGE,
    /** The report counts answers that were given before, and the policy forbids those. */
    ANSWERS_CACHED,
    /** The report does not name, or contradicts, what it must rest on. */
    INTEGRITY_BROKEN,
    /** The candidate is worse than the pinned best, whatever the previous release was. */
    BELOW_CHAMPION,
    /** The data have drifted beyond chance and beyond the limit. */
    DRIFTED,
    /** The baseline was to be written by the change that it would judge. */
    BASELINE_LOCKED,
    /** Fewer parts of a composite check hold than it asks for. */
    COMPOSITE_NOT_MET,

    /** Data in the workspace are not those that their pointer names. */
    DATA_MISMATCH,

    /** A pipeline's run has not come to its end, or failed. */
    RUN_INCOMPLETE,
    /** The stage whose metrics count did not run. */
    STAGE_MISSING,
    /** A stage began and did not complete. */
    STAGE_INCOMPLETE,
    /** A stage completed and measured nothing. */
    STAGE_WITHOUT_METRICS,
    /** A required metric was not measured in its stage. */
    METRIC_MISSING,
    /** A required metric was recorded in another stage than the one that must measure it. */
    METRIC_OUTSIDE_STAGE,
    /** A metric was recorded against a stage that never ran. */
    METRIC_WITHOUT_STAGE,
    /** A required metric was recorded with different values in its stage. */
    METRIC_AMBIGUOUS,
    /** A required metric fell further below the previous run's than allowed. */
    METRIC_DROPPED,
    /** A run used another version of a dataset than agreed, or does not say which. */
    DATASET_MISMATCH,
    /** A run says of itself that a record is not whole. */
    RECORD_DEGRADED,
    /** A deployment of the run failed. */
    DEPLOYMENT_FAILED,

    /** A change that asks for a deployment touches what judges it, or goes to a branch whose gate does not count. */
    GATE_TOUCHED,
    /** No comment that counts asks for a deployment. */
    REQUEST_MISSING,
    /** The comment that counts is not of the form of a request. */
    REQUEST_MALFORMED,

    /** Promotion was asked for without a verdict. */
    NO_VERDICT,
    /** The verdict is not a pass, or may not promote; or judging again did not give the same. */
    NOT_PASSED,
    /** The verdict names no model, or the model is not registered. */
    SUBJECT_UNKNOWN,
    /** The verdict is about another model. */
    SUBJECT_MISMATCH,
    /** The registry does not say on which branch the rules are kept that count. */
    BRANCH_UNKNOWN,
    /** The base commit is neither the newest of the registry's branch nor an ancestor of it. */
    BASE_NOT_ON_BRANCH,
    /** A file that judges is another one in the newest commit of the registry's branch. */
    BASE_OUTDATED,
    /** The verdict was made against another baseline than the committed one. */
    BASELINE_MISMATCH,
    /** The verdict was made under another policy, mode or tolerance than the committed one. */
    POLICY_MISMATCH,
    /** The evidence that the verdict names by digest was not found or has changed. */
    EVIDENCE_MISMATCH,
    /** The candidate shows less behind its numbers than the baseline does, or the baseline shows nothing. */
    EVIDENCE_TOO_THIN,
    /** The registry demands signatures and the verdict has none. */
    SIGNATURE_MISSING,
    /** The signature does not fit the verdict. */
    SIGNATURE_BAD,
    /** The verdict was signed by a key that the registry does not trust. */
    KEY_UNKNOWN,
    /** A change of the trusted keys is not sealed by a key that is trusted already, or would leave none. */
    TRUST_NOT_CHANGED,
    /** The verdict is older than the policy allows, or from the future. */
    VERDICT_EXPIRED,
    /** Another model went live since the verdict was made. */
    REGISTRY_MOVED,
    /** The model's content is quarantined. */
    QUARANTINED,
    /** The version already names another model. */
    SEMVER_TAKEN,
    /** The version was live, and the pointer was taken back from it. */
    ROLLED_BACK,
    /** No store that could be asked holds the bytes that would go live. */
    BYTES_MISSING,
    /** The bytes that would go live are there, and are not those of the model. */
    BYTES_DAMAGED
}
