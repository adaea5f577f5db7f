package dev.modelgate.core.stats.decision;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.FrechetBounds;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.Sample;
import java.util.List;
import java.util.Optional;

/** What is known of a bucket on both sides. The shape of the data decides which test serves it. */
public sealed interface BucketData {

    /** Cases (the smaller side where they differ); 0 where none are known. */
    long cases();

    /** Candidate minus baseline, exactly. Empty without data. */
    Optional<Fraction> delta();

    /** The same cases on both sides, right or wrong. */
    record Paired(PairedCounts counts) implements BucketData {

        public static Paired of(long won, long lost, long cases) {
            return new Paired(new PairedCounts(won, lost, cases));
        }

        @Override
        public long cases() {
            return counts.n();
        }

        @Override
        public Optional<Fraction> delta() {
            return Ratio.of(counts.b() - counts.c(), counts.n());
        }
    }

    /** The same cases on both sides, of which only the totals are known. */
    record PairingLost(FrechetBounds bounds) implements BucketData {

        @Override
        public long cases() {
            return bounds.n();
        }

        @Override
        public Optional<Fraction> delta() {
            return Ratio.of(bounds.gain(), bounds.n());
        }
    }

    /** Different cases on each side. */
    record DifferentCases(Proportion candidate, Proportion baseline) implements BucketData {

        @Override
        public long cases() {
            return Math.min(candidate.trials(), baseline.trials());
        }

        @Override
        public Optional<Fraction> delta() {
            return Ratio.of(candidate.successes(), candidate.trials())
                    .flatMap(mine ->
                            Ratio.of(baseline.successes(), baseline.trials()).map(mine::minus));
        }
    }

    /**
     * Graded scores in [0, 1] of the same cases.
     *
     * @param differences one a case
     * @param delta their mean, exactly: scores such as 1/3 have no exact double
     */
    record Graded(Sample differences, Optional<Fraction> delta) implements BucketData {

        public Graded {
            Ratio.requireDifferences(differences, delta);
        }

        /** Differences whose doubles are their exact decimals. */
        public static Graded of(Sample differences) {
            return new Graded(differences, Ratio.mean(differences));
        }

        @Override
        public long cases() {
            return differences.size();
        }
    }

    /**
     * Differences that share something within clusters.
     *
     * @param differences one a case
     * @param clusters one label a difference
     * @param delta the mean of the differences, exactly
     */
    record Clustered(Sample differences, List<String> clusters, Optional<Fraction> delta) implements BucketData {

        public Clustered {
            clusters = List.copyOf(clusters);
            Ratio.requireDifferences(differences, delta);
            if (differences.size() != clusters.size()) {
                throw new IllegalArgumentException("there are " + differences.size() + " differences and "
                        + clusters.size() + " cluster labels, but each difference needs one label");
            }
        }

        /** Differences whose doubles are their exact decimals. */
        public static Clustered of(Sample differences, List<String> clusters) {
            return new Clustered(differences, clusters, Ratio.mean(differences));
        }

        @Override
        public long cases() {
            return differences.size();
        }
    }

    /** Accuracies without a number of cases. It is never invented. */
    record Uncounted(Fraction change) implements BucketData {

        @Override
        public long cases() {
            return 0;
        }

        @Override
        public Optional<Fraction> delta() {
            return Optional.of(change);
        }
    }

    /** A bucket of the baseline that the candidate lacks: it fails in every mode. */
    record Missing() implements BucketData {

        @Override
        public long cases() {
            return 0;
        }

        @Override
        public Optional<Fraction> delta() {
            return Optional.empty();
        }
    }
}
