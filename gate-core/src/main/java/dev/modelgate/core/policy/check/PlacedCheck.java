package dev.modelgate.core.policy.check;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckSeverity;
import java.util.Optional;

/**
 * A check with its place in a policy.
 *
 * @param id unique in the policy
 * @param suite that it looks at; empty for the first
 */
public record PlacedCheck(String id, CheckSeverity severity, Optional<String> suite, Check check) {

    /** Looks, and weighs what was seen. */
    public CheckResult judge(PolicyEvidence evidence) {
        Outcome outcome =
                evidence.suite(suite).map(found -> check.judge(found, evidence)).orElseGet(this::absent);
        return new CheckResult(
                id,
                check.type(),
                severity,
                outcome.status(),
                outcome.subject(),
                outcome.found(),
                outcome.required(),
                outcome.message(),
                outcome.reasons(),
                outcome.parts());
    }

    /** What it demands, in words. */
    public String demand() {
        return suite.map(name -> "in suite '%s', ".formatted(name)).orElse("") + check.demand();
    }

    private Outcome absent() {
        return Outcome.notMeasured(
                ReasonCode.SUITE_MISSING,
                "suite '%s'".formatted(suite.orElseThrow()),
                "a report on both sides",
                "evaluate it and name its report with --suite");
    }
}
