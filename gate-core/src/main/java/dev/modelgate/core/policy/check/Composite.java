package dev.modelgate.core.policy.check;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckStatus;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * At least so many of these checks. What is not measured or inconclusive does not count as holding; where it could
 * still tip the balance, the whole is inconclusive.
 *
 * @param needed from 1 to the number of parts: all of them, any one, or k of n
 * @param parts their own severities count for nothing here
 */
public record Composite(int needed, ImmutableList<PlacedCheck> parts) implements Check {

    public static final String TYPE = "composite";

    public Composite {
        if (needed < 1 || needed > parts.size()) {
            throw new IllegalArgumentException(
                    "%d of %d checks must hold, but a number from 1 to %d is required; an empty demand proves nothing"
                            .formatted(needed, parts.size(), parts.size()));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "at least %d of these %d hold: %s"
                .formatted(
                        needed,
                        parts.size(),
                        parts.stream()
                                .map(part -> "(%s) %s".formatted(part.id(), part.demand()))
                                .collect(Collectors.joining("; ")));
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        ImmutableList<CheckResult> results =
                parts.stream().map(part -> part.judge(all)).collect(ImmutableList.toImmutableList());
        long held = count(results, CheckStatus.PASS);
        long open = count(results, CheckStatus.INCONCLUSIVE);
        CheckStatus status =
                held >= needed ? CheckStatus.PASS : held + open >= needed ? CheckStatus.INCONCLUSIVE : CheckStatus.FAIL;
        return outcome(status, held, results);
    }

    private Outcome outcome(CheckStatus status, long held, ImmutableList<CheckResult> results) {
        String subject = results.stream().map(part -> "'" + part.id() + "'").collect(Collectors.joining(", "));
        String required = "%d of %d".formatted(needed, results.size());
        return new Outcome(
                status,
                subject,
                Optional.of("%d holding".formatted(held)),
                required,
                message(status, held, results),
                reasons(status),
                results);
    }

    private String message(CheckStatus status, long held, ImmutableList<CheckResult> results) {
        String counted = "%d of %d checks hold".formatted(held, results.size());
        return status == CheckStatus.PASS
                ? "%s, and %d are required".formatted(counted, needed)
                : "%s, but %d are required: %s"
                        .formatted(
                                counted,
                                needed,
                                results.stream()
                                        .filter(part -> !part.passes())
                                        .map(CheckResult::message)
                                        .collect(Collectors.joining("; ")));
    }

    private static ImmutableList<ReasonCode> reasons(CheckStatus status) {
        return switch (status) {
            case PASS -> ImmutableList.of();
            case INCONCLUSIVE -> ImmutableList.of(ReasonCode.EVIDENCE_INCONCLUSIVE);
            case FAIL, NOT_MEASURED -> ImmutableList.of(ReasonCode.COMPOSITE_NOT_MET);
        };
    }

    private static long count(ImmutableList<CheckResult> results, CheckStatus status) {
        return results.stream().filter(part -> part.status() == status).count();
    }
}
