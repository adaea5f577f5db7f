package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.eval.json.Decimals;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a model agrees with itself: each round of askings is one more measurement of every bucket, by the same
 * model on the same cases. What moves between rounds is no difference between models.
 */
final class Stability {

    private static final int DECIMALS = 6;

    private final int repeats;
    private final Map<String, Rounds> buckets = new TreeMap<>();
    private long cases;
    private long flipped;

    Stability(int repeats) {
        this.repeats = repeats;
    }

    void add(Outcome outcome) {
        if (repeats == 1 || !(outcome instanceof Outcome.Scored scored)) {
            return;
        }
        cases++;
        flipped += scored.flips() ? 1 : 0;
        rounds(Bucket.AGGREGATE).add(scored);
        scored.evalCase().buckets().forEach(bucket -> rounds(bucket).add(scored));
    }

    /** Buckets whose accuracy differs between rounds by more than that, the widest first. */
    ImmutableList<Evaluated.Unstable> wider(Tolerance tolerance) {
        return buckets.entrySet().stream()
                .map(entry -> new Evaluated.Unstable(
                        entry.getKey(),
                        entry.getValue().lowest(),
                        entry.getValue().highest()))
                .filter(unstable -> Fraction.of(unstable.spread()).compareTo(tolerance.points()) > 0)
                .sorted((a, b) -> b.spread().compareTo(a.spread()))
                .collect(ImmutableList.toImmutableList());
    }

    boolean isMeasured() {
        return repeats > 1;
    }

    JsonObject toJson() {
        JsonBuilder spread = JsonBuilder.object();
        buckets.forEach((name, rounds) -> spread.put(
                name,
                JsonBuilder.object()
                        .put("lowest", Decimals.plain(rounds.lowest()))
                        .put("highest", Decimals.plain(rounds.highest()))
                        .build()));
        return JsonBuilder.object()
                .put("repeats", repeats)
                .put("n", cases)
                .put("flipped", flipped)
                .put("buckets", spread.build())
                .build();
    }

    private Rounds rounds(String bucket) {
        return buckets.computeIfAbsent(bucket, name -> new Rounds(repeats));
    }

    /** One bucket's scores, summed by round. */
    private static final class Rounds {
        private final BigDecimal[] sums;
        private long n;

        Rounds(int repeats) {
            sums = new BigDecimal[repeats];
            Arrays.fill(sums, BigDecimal.ZERO);
        }

        void add(Outcome.Scored scored) {
            n++;
            sums[0] = sums[0].add(scored.score().value());
            List<Score> further = scored.repeats();
            for (int i = 0; i < further.size(); i++) {
                sums[i + 1] = sums[i + 1].add(further.get(i).value());
            }
        }

        BigDecimal lowest() {
            return mean(Arrays.stream(sums).min(BigDecimal::compareTo).orElseThrow());
        }

        BigDecimal highest() {
            return mean(Arrays.stream(sums).max(BigDecimal::compareTo).orElseThrow());
        }

        private BigDecimal mean(BigDecimal sum) {
            return sum.divide(BigDecimal.valueOf(n), DECIMALS, RoundingMode.HALF_EVEN);
        }
    }
}
