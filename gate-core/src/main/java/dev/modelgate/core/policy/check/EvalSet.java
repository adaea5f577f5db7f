package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.verdict.EvalSetMatch;
import java.util.Optional;

/**
 * Both sides must say which evaluation set they saw, and it must be the same. Without this check two reports that say
 * nothing are compared with a warning.
 *
 * @param pinned the SHA-256 or the DVC hash that the set must have; empty for whatever the baseline has
 */
public record EvalSet(Optional<String> pinned) implements Check {

    public static final String TYPE = "eval_set_match";

    private static final String SUBJECT = "the evaluation set";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "both sides saw the same evaluation set%s"
                .formatted(pinned.map(hash -> ", which is " + hash).orElse(""));
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        Optional<String> before = pinned.or(() -> hash(suite.before()));
        Optional<String> found = hash(suite.found());
        if (before.isEmpty() || found.isEmpty()) {
            return Outcome.notMeasured(
                    ReasonCode.EVAL_SET_MISMATCH,
                    SUBJECT,
                    before.orElse("a hash on both sides"),
                    "the %s's report carries no hash of it; evaluate with 'gate eval'"
                            .formatted(before.isEmpty() ? "baseline" : "candidate"));
        }
        boolean same = EvalSetMatch.mismatches(
                                suite.found().evalSetDvcHash(), suite.found().evalSetSha256(), suite.before())
                        .isEmpty()
                && pinned.map(hash -> has(suite.found(), hash)).orElse(true);
        return same
                ? Outcome.pass(SUBJECT, pinned.orElse(found.get()), before.get())
                : Outcome.fail(
                        ReasonCode.EVAL_SET_MISMATCH,
                        SUBJECT,
                        found.get(),
                        before.get(),
                        "evaluate the candidate on that set");
    }

    private static boolean has(EvalReport report, String hash) {
        return report.evalSetSha256().equals(Optional.of(hash))
                || report.evalSetDvcHash().equals(Optional.of(hash));
    }

    private static Optional<String> hash(EvalReport report) {
        return report.evalSetSha256().or(report::evalSetDvcHash);
    }
}
