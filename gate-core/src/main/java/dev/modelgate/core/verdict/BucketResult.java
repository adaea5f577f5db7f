package dev.modelgate.core.verdict;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import java.math.RoundingMode;
import java.util.Optional;

/** The judgement on one bucket. {@link Fail} and {@link Missing} block; {@link New} gates nothing. */
public sealed interface BucketResult {

    String bucket();

    /** What was required, what was found, what to do: shown to the user, with the name escaped for the place. */
    String explanation();

    BucketStatus status();

    Optional<Fraction> baseline();

    Optional<Fraction> candidate();

    default boolean holds() {
        return this instanceof Pass || this instanceof New;
    }

    /** Candidate minus baseline, where both were measured. */
    default Optional<Fraction> delta() {
        return candidate().flatMap(found -> baseline().map(found::minus));
    }

    /** Exact: at {@code baseline - tolerance} the bucket holds, any lower it fails. */
    static BucketResult judge(Bucket baseline, Optional<Bucket> candidate, Tolerance tolerance) {
        Fraction required = tolerance.floorFor(baseline.accuracy());
        if (candidate.isEmpty()) {
            return new Missing(baseline.name(), baseline.accuracy(), required);
        }
        Fraction found = candidate.get().accuracy();
        return found.compareTo(required) < 0
                ? new Fail(baseline.name(), baseline.accuracy(), found, required)
                : new Pass(baseline.name(), baseline.accuracy(), found, required);
    }

    /** At or above the floor. */
    record Pass(String bucket, Fraction before, Fraction found, Fraction floor) implements BucketResult {
        @Override
        public Optional<Fraction> baseline() {
            return Optional.of(before);
        }

        @Override
        public Optional<Fraction> candidate() {
            return Optional.of(found);
        }

        @Override
        public BucketStatus status() {
            return BucketStatus.PASS;
        }

        @Override
        public String explanation() {
            return "bucket '%s' is at %s, and at least %s is required".formatted(bucket, found, floor);
        }
    }

    /** Below the floor, however little. */
    record Fail(String bucket, Fraction before, Fraction found, Fraction floor) implements BucketResult {
        @Override
        public Optional<Fraction> baseline() {
            return Optional.of(before);
        }

        @Override
        public Optional<Fraction> candidate() {
            return Optional.of(found);
        }

        @Override
        public BucketStatus status() {
            return BucketStatus.FAIL;
        }

        @Override
        public String explanation() {
            return "bucket '%s' is at %s, but at least %s is required; 'gate explain' lists lost cases"
                    .formatted(bucket, readable(found, RoundingMode.DOWN), readable(floor, RoundingMode.UP));
        }

        /** Decimals as they are; other fractions rounded away from each other, so that the text cannot contradict. */
        private static String readable(Fraction value, RoundingMode mode) {
            String exact = value.toString();
            return exact.contains("/") ? value.rounded(4, mode).toPlainString() + " (" + exact + ")" : exact;
        }
    }

    /** Not measured is not passed: dropping a hard bucket must not turn the gate green. */
    record Missing(String bucket, Fraction before, Fraction floor) implements BucketResult {
        @Override
        public Optional<Fraction> baseline() {
            return Optional.of(before);
        }

        @Override
        public Optional<Fraction> candidate() {
            return Optional.empty();
        }

        @Override
        public BucketStatus status() {
            return BucketStatus.MISSING;
        }

        @Override
        public String explanation() {
            return "bucket '%s' is missing from the candidate, but at least %s is required; evaluate the whole set"
                    .formatted(bucket, floor);
        }
    }

    /** Only the candidate has it; it gates nothing until the baseline has it too. */
    record New(String bucket, Fraction found) implements BucketResult {
        @Override
        public Optional<Fraction> baseline() {
            return Optional.empty();
        }

        @Override
        public Optional<Fraction> candidate() {
            return Optional.of(found);
        }

        @Override
        public BucketStatus status() {
            return BucketStatus.NEW;
        }

        @Override
        public String explanation() {
            return "bucket '%s' is new at %s and gates nothing; it will once the baseline has it"
                    .formatted(bucket, found);
        }
    }
}
