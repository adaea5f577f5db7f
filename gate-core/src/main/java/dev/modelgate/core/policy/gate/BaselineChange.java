package dev.modelgate.core.policy.gate;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What another baseline would ask for. A lower accuracy, fewer cases or a bucket less asks for less.
 *
 * @param rows the buckets of the baseline in its order, then those that only the proposal has
 */
public record BaselineChange(ImmutableList<Row> rows) {

    /** What becomes of what a bucket is held to. */
    public enum Direction {
        LOOSER,
        TIGHTER,
        SAME
    }

    /**
     * One bucket.
     *
     * @param before its accuracy in the baseline; empty where it is new
     * @param after its accuracy in the proposal; empty where it is dropped
     */
    public record Row(
            String bucket,
            Direction direction,
            Optional<Fraction> before,
            Optional<Fraction> after,
            OptionalLong casesBefore,
            OptionalLong casesAfter) {}

    public static BaselineChange of(EvalReport baseline, EvalReport proposal) {
        return new BaselineChange(Stream.concat(
                        baseline.buckets().keySet().stream(),
                        proposal.buckets().keySet().stream()
                                .filter(bucket -> baseline.bucket(bucket).isEmpty()))
                .map(bucket -> row(bucket, baseline.bucket(bucket), proposal.bucket(bucket)))
                .collect(ImmutableList.toImmutableList()));
    }

    public ImmutableList<Row> rows(Direction direction) {
        return rows.stream().filter(row -> row.direction() == direction).collect(ImmutableList.toImmutableList());
    }

    private static Row row(String bucket, Optional<Bucket> before, Optional<Bucket> after) {
        return new Row(
                bucket,
                direction(before, after),
                before.map(Bucket::accuracy),
                after.map(Bucket::accuracy),
                before.map(Bucket::n).orElse(OptionalLong.empty()),
                after.map(Bucket::n).orElse(OptionalLong.empty()));
    }

    private static Direction direction(Optional<Bucket> before, Optional<Bucket> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return after.isEmpty() ? Direction.LOOSER : Direction.TIGHTER;
        }
        int change = after.get().accuracy().compareTo(before.get().accuracy());
        long fewer = before.get().n().orElse(0) - after.get().n().orElse(0);
        if (change < 0 || fewer > 0) {
            return Direction.LOOSER;
        }
        return change > 0 || fewer < 0 ? Direction.TIGHTER : Direction.SAME;
    }
}
