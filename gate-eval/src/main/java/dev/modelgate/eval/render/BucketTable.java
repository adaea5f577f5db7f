package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/** The buckets of one report, for a terminal: the worst first, for that is where a person looks. */
public final class BucketTable {

    private static final int MOST_NAME = 44;

    private BucketTable() {}

    /** One line a bucket: accuracy in percent, correct of all, name. */
    public static String worstFirst(List<Bucket> buckets) {
        StringBuilder out = new StringBuilder("accuracy    correct        n  bucket\n");
        buckets.stream()
                .sorted(Comparator.comparing(Bucket::accuracy).thenComparing(Bucket::name))
                .forEach(bucket -> out.append(line(bucket)));
        return out.toString();
    }

    private static String line(Bucket bucket) {
        return "%7s %% %10s %8s  %s%n"
                .formatted(
                        percent(bucket.accuracy()),
                        bucket.correct().isPresent() ? bucket.correct().getAsLong() : "",
                        bucket.n().isPresent() ? bucket.n().getAsLong() : "",
                        shortened(Printable.line(bucket.name())));
    }

    /** Rounded to the nearest, but one lost case in a million is not 100 %. */
    private static BigDecimal percent(Fraction accuracy) {
        BigDecimal nearest = accuracy.rounded(4, RoundingMode.HALF_EVEN);
        boolean hidesALoss = nearest.compareTo(BigDecimal.ONE) == 0 && !accuracy.equals(Fraction.ONE);
        return (hidesALoss ? accuracy.rounded(4, RoundingMode.DOWN) : nearest).movePointRight(2);
    }

    private static String shortened(String name) {
        return name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME - 1) + "…";
    }
}
