package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.BucketFinding;
import dev.modelgate.core.policy.bucket.BucketJudge;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.Reason;
import java.util.Optional;
import java.util.stream.Collectors;

/** The point rule once more, by other tolerances: a stricter one that only warns, say. */
public record BucketTolerance(BucketRule rule) implements Check {

    public static final String TYPE = "bucket_tolerance";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "every bucket loses at most %s".formatted(rule.tolerance());
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        return judged(suite, rule, ReasonCode.BUCKET_BELOW_FLOOR, "baseline");
    }

    /** Against whatever stands as the baseline of that suite. */
    static Outcome judged(SuiteEvidence suite, BucketRule rule, ReasonCode code, String against) {
        BucketFinding finding = new BucketJudge(rule, Optional.empty()).judge(suite);
        String required = "every bucket within %s of the %s".formatted(rule.tolerance(), against);
        long held = finding.rows().stream().filter(row -> !row.blocks()).count();
        String found = finding.isMismatch()
                ? "not comparable"
                : "%d of %d".formatted(held, finding.rows().size());
        return finding.reasons().isEmpty()
                ? Outcome.pass("buckets", found, required)
                : Outcome.fail(code, "buckets", found, required, details(finding));
    }

    static SuiteEvidence against(Evidence champion, SuiteEvidence suite) {
        return new SuiteEvidence(suite.candidate(), champion);
    }

    private static String details(BucketFinding finding) {
        return finding.isMismatch()
                ? finding.reasons().stream().map(Reason::message).collect(Collectors.joining("; "))
                : "look at "
                        + finding.rows().stream()
                                .filter(BucketRow::blocks)
                                .map(row -> "'" + row.bucket() + "'")
                                .collect(Collectors.joining(", "));
    }
}
