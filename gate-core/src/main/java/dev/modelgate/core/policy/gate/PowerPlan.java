package dev.modelgate.core.policy.gate;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.decision.BucketData;
import dev.modelgate.core.stats.decision.BucketQuestion;
import dev.modelgate.core.stats.decision.Planned;
import dev.modelgate.core.stats.decision.PointNoise;
import dev.modelgate.core.stats.decision.TestPlan;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What each bucket of an evaluation set can and cannot see, before anyone trains anything. How many cases will change
 * sides is not known yet: it is configured, or follows from the baseline's accuracy and a correlation of both sides.
 *
 * @param rows one a bucket of the baseline, in its order
 * @param falseRefusal how often the point rule would refuse a candidate that is exactly as good; empty where no bucket
 *     states its number of cases
 */
public record PowerPlan(ImmutableList<Row> rows, BucketRule rule, OptionalDouble falseRefusal) {

    /** Of two good models of one kind, case by case: what the measured behaviour in the specification assumes. */
    public static final double USUAL_CORRELATION = 0.6;

    /**
     * One bucket.
     *
     * @param cases empty where the baseline does not state them: then nothing can be said
     * @param discordance the share of cases expected to change sides
     * @param detectable the smallest drop that would be seen; empty where not even a loss of everything would show
     * @param casesNeeded to show an unchanged candidate to be within the tolerance
     */
    public record Row(
            String bucket,
            OptionalLong cases,
            Tolerance tolerance,
            OptionalDouble discordance,
            OptionalDouble detectable,
            OptionalLong casesNeeded) {

        /** Whether a drop as large as the tolerance would be seen. */
        public boolean seesTolerance() {
            return detectable.isPresent()
                    && detectable.getAsDouble() <= tolerance.points().toDouble();
        }
    }

    /** @param correlation of both sides being right, case by case, in [0, 1) */
    public static PowerPlan of(EvalReport baseline, BucketRule rule, double correlation) {
        if (!(correlation >= 0 && correlation < 1)) {
            throw new IllegalArgumentException(
                    "the correlation is %s, but a number from 0 to below 1 is required".formatted(correlation));
        }
        ImmutableList<Row> rows = baseline.buckets().values().stream()
                .map(bucket -> row(bucket, baseline.buckets().size(), rule, correlation))
                .collect(ImmutableList.toImmutableList());
        return new PowerPlan(rows, rule, falseRefusal(rows, rule));
    }

    private static Row row(Bucket bucket, int family, BucketRule rule, double correlation) {
        Tolerance tolerance = rule.toleranceOf(bucket.name());
        if (bucket.n().isEmpty()) {
            return new Row(
                    bucket.name(),
                    OptionalLong.empty(),
                    tolerance,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalLong.empty());
        }
        long cases = bucket.n().getAsLong();
        double discordance = rule.plan().discordance().orElseGet(() -> expected(bucket, cases, correlation));
        Planned planned = Planned.of(cases, discordance, tolerance.points(), family, rule.plan());
        return new Row(
                bucket.name(),
                OptionalLong.of(cases),
                tolerance,
                OptionalDouble.of(discordance),
                planned.detectable(),
                planned.casesNeeded());
    }

    /** {@code 2 p (1 - p) (1 - correlation)}, with p drawn a little from the ends, where no case seems ever to change. */
    private static double expected(Bucket bucket, long cases, double correlation) {
        double p = (bucket.accuracy().toDouble() * cases + 1) / (cases + 2.0);
        return 2 * p * (1 - p) * (1 - correlation);
    }

    private static OptionalDouble falseRefusal(ImmutableList<Row> rows, BucketRule rule) {
        double passes = 1;
        boolean known = false;
        for (Row row : rows) {
            OptionalDouble refused = refused(row, rule.plan());
            known |= refused.isPresent();
            passes *= 1 - refused.orElse(0);
        }
        return known ? OptionalDouble.of(1 - passes) : OptionalDouble.empty();
    }

    private static OptionalDouble refused(Row row, TestPlan plan) {
        if (row.cases().isEmpty()) {
            return OptionalDouble.empty();
        }
        BucketQuestion unchanged = BucketQuestion.of(
                row.bucket(),
                new BucketData.Paired(new PairedCounts(0, 0, row.cases().getAsLong())),
                row.tolerance().points());
        return PointNoise.falseRefusal(ImmutableList.of(unchanged), withDiscordance(plan, row.discordance()));
    }

    private static TestPlan withDiscordance(TestPlan plan, OptionalDouble discordance) {
        return new TestPlan(
                plan.alpha(),
                plan.power(),
                plan.harmTest(),
                plan.bootstrap(),
                plan.minimumClusters(),
                plan.guardZeroWon(),
                discordance);
    }

    /** The bucket that sees least, for whoever wants to know where to add cases; empty without counts. */
    public Optional<Row> blindest() {
        return rows.stream()
                .filter(row -> row.cases().isPresent())
                .max((first, second) -> Double.compare(
                        first.detectable().orElse(1), second.detectable().orElse(1)));
    }
}
