package dev.modelgate.core.policy.check;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckStatus;
import java.util.Optional;

/** What a check says of the evidence, before anybody weighs it; the components are those of a {@link CheckResult}. */
public record Outcome(
        CheckStatus status,
        String subject,
        Optional<String> found,
        String required,
        String message,
        ImmutableList<ReasonCode> reasons,
        ImmutableList<CheckResult> parts) {

    static Outcome pass(String subject, String found, String required) {
        return new Outcome(
                CheckStatus.PASS,
                subject,
                Optional.of(found),
                required,
                "%s is %s, and %s is required".formatted(subject, found, required),
                ImmutableList.of(),
                ImmutableList.of());
    }

    static Outcome fail(ReasonCode code, String subject, String found, String required, String advice) {
        return stated(CheckStatus.FAIL, code, subject, found, required, advice);
    }

    static Outcome inconclusive(String subject, String found, String required, String advice) {
        return stated(CheckStatus.INCONCLUSIVE, ReasonCode.EVIDENCE_INCONCLUSIVE, subject, found, required, advice);
    }

    static Outcome notMeasured(ReasonCode code, String subject, String required, String advice) {
        return new Outcome(
                CheckStatus.NOT_MEASURED,
                subject,
                Optional.empty(),
                required,
                "%s is not measured, but %s is required; %s".formatted(subject, required, advice),
                ImmutableList.of(code),
                ImmutableList.of());
    }

    /** A number is absent on a side. */
    static Outcome notMeasured(String subject, String required, String side) {
        return notMeasured(
                ReasonCode.NOT_MEASURED, subject, required, "the %s's report lacks it; measure it".formatted(side));
    }

    private static Outcome stated(
            CheckStatus status, ReasonCode code, String subject, String found, String required, String advice) {
        return new Outcome(
                status,
                subject,
                Optional.of(found),
                required,
                "%s is %s, but %s is required; %s".formatted(subject, found, required, advice),
                ImmutableList.of(code),
                ImmutableList.of());
    }
}
