package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import java.util.Optional;

/**
 * A number of a report by its dotted path: {@code metrics.auc}, {@code latency_ms.p50}; {@code buckets.NAME} is the
 * accuracy of that bucket, and {@code aggregate} the accuracy over all cases.
 */
public record Metric(String path) {

    /** Over all cases. */
    public static final Metric AGGREGATE = new Metric(Bucket.AGGREGATE);

    private static final String OF_A_BUCKET = "buckets.";

    public Metric {
        if (path.isEmpty() || path.equals(OF_A_BUCKET)) {
            throw new IllegalArgumentException(
                    "a metric's path is '%s', but one such as 'metrics.auc' is required".formatted(path));
        }
    }

    Optional<Fraction> in(EvalReport report) {
        if (path.equals(Bucket.AGGREGATE)) {
            return report.bucket(Bucket.AGGREGATE).map(Bucket::accuracy).or(() -> number(report, "metrics.accuracy"));
        }
        return path.startsWith(OF_A_BUCKET)
                ? report.bucket(path.substring(OF_A_BUCKET.length())).map(Bucket::accuracy)
                : number(report, path);
    }

    private static Optional<Fraction> number(EvalReport report, String path) {
        return Optional.ofNullable(report.numbers().get(path)).map(Fraction::of);
    }

    @Override
    public String toString() {
        return path;
    }
}
