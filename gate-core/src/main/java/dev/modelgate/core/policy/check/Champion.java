package dev.modelgate.core.policy.check;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.bucket.SuiteEvidence;

/**
 * The pinned best instead of the previous release: five releases, each 1.9 points worse than the one before, all pass
 * against their predecessor and lose 9.5 points together.
 *
 * @param report path of the champion's report in the project
 * @param rule what a bucket may lose against it
 */
public record Champion(String report, BucketRule rule) implements Check {

    public static final String TYPE = "champion";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "every bucket loses at most %s against the champion %s".formatted(rule.tolerance(), report);
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        return all.champion(report)
                .map(champion -> BucketTolerance.judged(
                        BucketTolerance.against(champion, suite), rule, ReasonCode.BELOW_CHAMPION, "champion"))
                .orElseGet(() -> Outcome.notMeasured(
                        ReasonCode.NOT_MEASURED,
                        "champion",
                        "the report " + report,
                        "commit the report of the best model that ever passed"));
    }
}
