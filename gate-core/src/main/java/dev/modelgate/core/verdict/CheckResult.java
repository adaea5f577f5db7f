package dev.modelgate.core.verdict;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.ReasonCode;
import java.util.Optional;

/**
 * What one check of the policy found. Texts carry names from outside and are escaped where they are printed.
 *
 * @param id of the check, unique in the policy
 * @param type of the check, as the policy writes it: {@code relative-drop}
 * @param subject what was looked at: {@code metrics.auc}
 * @param found the number that was found, exactly, or words; empty where nothing was measured
 * @param required what it is held to: {@code at least 0.95}
 * @param message what is found, what is required and what to do
 * @param reasons why it does not pass; empty exactly for {@link CheckStatus#PASS}
 * @param parts what a composite check is made of; each has counted in it and decides nothing by itself
 */
public record CheckResult(
        String id,
        String type,
        CheckSeverity severity,
        CheckStatus status,
        String subject,
        Optional<String> found,
        String required,
        String message,
        ImmutableList<ReasonCode> reasons,
        ImmutableList<CheckResult> parts) {

    public CheckResult {
        if (reasons.isEmpty() != (status == CheckStatus.PASS)) {
            throw new IllegalArgumentException(
                    "check '%s' is %s with the reasons %s, but exactly a check that does not pass has reasons"
                            .formatted(id, status, reasons));
        }
        if (status == CheckStatus.NOT_MEASURED && found.isPresent()) {
            throw new IllegalArgumentException(
                    "check '%s' is NOT_MEASURED with the value %s, but what was found was measured"
                            .formatted(id, found.get()));
        }
    }

    public boolean passes() {
        return status == CheckStatus.PASS;
    }

    /** True where it speaks against the candidate by itself. */
    public boolean blocks() {
        return severity == CheckSeverity.CRITICAL && (status == CheckStatus.FAIL || status == CheckStatus.NOT_MEASURED);
    }
}
