package dev.modelgate.core.stats.decision;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * All that is known of one bucket: what was decided, and every number the decision can be repeated from.
 *
 * @param question what was asked
 * @param finding by the gate's mode
 * @param pointFinding by the point rule, whatever the mode
 * @param method that served
 * @param alpha one-sided error rate of the tests
 * @param delta candidate minus baseline, exactly; empty without data
 * @param interval of it at 1 - 2 alpha; empty where nothing could be tested
 * @param pNonInferior p-value of "worse by the tolerance or more"
 * @param pHarm p-value of "not worse", for this bucket alone
 * @param pHarmHolm the same, adjusted for the family
 * @param detectable the smallest drop that would be seen at alpha over the family's size
 * @param casesNeeded to show an unchanged candidate to be within the tolerance
 * @param flipProbability how often the point rule would say the opposite on fresh cases
 * @param clusters G, where clustered
 * @param designEffect where clustered and defined
 * @param notes for the reader, why something was not or differently tested
 */
public record BucketEvidence(
        BucketQuestion question,
        Finding finding,
        Finding pointFinding,
        Method method,
        double alpha,
        Optional<Fraction> delta,
        Optional<Interval> interval,
        OptionalDouble pNonInferior,
        OptionalDouble pHarm,
        OptionalDouble pHarmHolm,
        OptionalDouble detectable,
        OptionalLong casesNeeded,
        OptionalDouble flipProbability,
        OptionalInt clusters,
        OptionalDouble designEffect,
        List<String> notes) {

    public BucketEvidence {
        notes = List.copyOf(notes);
    }

    public String bucket() {
        return question.bucket();
    }
}
