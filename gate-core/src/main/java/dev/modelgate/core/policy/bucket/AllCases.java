package dev.modelgate.core.policy.bucket;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;

/** The bucket of all cases, for reports that have cases and do not state it. */
final class AllCases {

    /** Stands for all cases; its own number means nothing. */
    static final Bucket BUCKET = Bucket.ofAccuracy(Bucket.AGGREGATE, Fraction.ZERO);

    private AllCases() {}

    /** The report, so that all its cases can be asked for as one bucket. */
    static EvalReport in(EvalReport report) {
        if (report.bucket(Bucket.AGGREGATE).isPresent() || report.cases().isEmpty()) {
            return report;
        }
        return new EvalReport(
                report.modelSha(),
                report.suite(),
                report.stage(),
                report.evalSetDvcHash(),
                report.evalSetSha256(),
                ImmutableMap.<String, Bucket>builder()
                        .putAll(report.buckets())
                        .put(Bucket.AGGREGATE, BUCKET)
                        .buildOrThrow(),
                report.numbers(),
                report.cases(),
                report.source());
    }
}
