package dev.modelgate.core.policy.gate;

import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import java.math.BigDecimal;
import java.util.Optional;

/** Answers that a report took from an earlier run. They are as good as whatever kept them, which is not always enough. */
public final class CachedAnswers {

    private CachedAnswers() {}

    /** Why the report does not count where such answers do not; empty where it has none. */
    public static Optional<Reason> reason(EvalReport report) {
        return Optional.ofNullable(report.numbers().get("cached"))
                .filter(cached -> cached.signum() != 0)
                .map(BigDecimal::toPlainString)
                .map(cached -> new Reason(
                        ReasonCode.ANSWERS_CACHED,
                        "the candidate's report has %s answers from a cache or an interrupted run, but only answers given now count; evaluate again without"
                                .formatted(cached)));
    }
}
