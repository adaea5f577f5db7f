package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts outcomes by bucket. Their order does not matter. */
final class Tally {

    private final int total;
    private final Counts aggregate = new Counts();
    private final Map<String, Counts> buckets = new TreeMap<>();
    private int errors;

    Tally(int total) {
        this.total = total;
    }

    void add(Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored) {
            aggregate.add(scored);
            for (String bucket : scored.evalCase().buckets()) {
                buckets.computeIfAbsent(bucket, name -> new Counts()).add(scored);
            }
        } else {
            errors++;
        }
    }

    int errors() {
        return errors;
    }

    /** Whether every case has come. */
    boolean isComplete() {
        return done() == total;
    }

    /** Cases that have come. */
    int done() {
        return (int) aggregate.n + errors;
    }

    /** {@code aggregate} first, then the others by name; a bucket none of whose cases was answered is left out. */
    ImmutableList<Bucket> buckets() {
        return Stream.concat(
                        Stream.of(aggregate).filter(counts -> counts.n > 0).map(all -> all.bucket(Bucket.AGGREGATE)),
                        named())
                .collect(ImmutableList.toImmutableList());
    }

    Progress.Standing standing() {
        Optional<Bucket> worst = named().min(Comparator.comparing(Bucket::accuracy));
        return new Progress.Standing(done(), total, aggregate.correct, errors, worst);
    }

    private Stream<Bucket> named() {
        return buckets.entrySet().stream().map(entry -> entry.getValue().bucket(entry.getKey()));
    }

    /** One bucket's counts. */
    private static final class Counts {
        private long n;
        private long correct;
        private boolean graded;
        private BigDecimal scores = BigDecimal.ZERO;

        void add(Outcome.Scored scored) {
            n++;
            correct += scored.score().passed().orElse(false) ? 1 : 0;
            graded |= scored.score().passed().isEmpty();
            scores = scores.add(scored.score().value());
        }

        /** Scores that are neither right nor wrong have a mean, and no count of correct ones. */
        Bucket bucket(String name) {
            if (!graded) {
                return Bucket.ofCounts(name, correct, n);
            }
            Fraction mean = Fraction.of(scores).times(Fraction.of(1, n));
            return new Bucket(name, mean, OptionalLong.of(n), OptionalLong.empty());
        }
    }
}
