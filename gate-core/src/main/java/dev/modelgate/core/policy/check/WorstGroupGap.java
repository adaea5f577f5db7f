package dev.modelgate.core.policy.check;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.Glob;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.util.Comparator;

/**
 * How far the worst group lies behind the best one, on the candidate. A group of the baseline that the candidate lacks
 * is the worst of all: it was not measured.
 *
 * @param groups which buckets are groups
 * @param atMost in [0, 1]
 */
public record WorstGroupGap(Glob groups, Fraction atMost) implements Check {

    public static final String TYPE = "worst_group_gap";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "the best and the worst of the buckets '%s' are at most %s apart".formatted(groups, atMost);
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        String subject = "the gap between the buckets '%s'".formatted(groups);
        Limits limits = Limits.atMost(atMost);
        for (Bucket required : matching(suite.before().buckets().values())) {
            if (suite.found().bucket(required.name()).isEmpty()) {
                return Outcome.notMeasured(subject, limits.toString(), "candidate");
            }
        }
        ImmutableList<Bucket> found = matching(suite.found().buckets().values());
        if (found.size() < 2) {
            return Outcome.notMeasured(
                    ReasonCode.NOT_MEASURED, subject, limits.toString(), "fewer than two buckets have such a name");
        }
        return judged(subject, found, limits);
    }

    private Outcome judged(String subject, ImmutableList<Bucket> found, Limits limits) {
        Bucket worst =
                found.stream().min(Comparator.comparing(Bucket::accuracy)).orElseThrow();
        Bucket best = found.stream().max(Comparator.comparing(Bucket::accuracy)).orElseThrow();
        Fraction gap = best.accuracy().minus(worst.accuracy());
        return limits.hold(gap)
                ? Outcome.pass(subject, gap.toString(), limits.toString())
                : Outcome.fail(
                        ReasonCode.GROUP_GAP_TOO_WIDE,
                        subject,
                        gap.toString(),
                        limits.toString(),
                        "'%s' is at %s while '%s' is at %s"
                                .formatted(worst.name(), worst.accuracy(), best.name(), best.accuracy()));
    }

    private ImmutableList<Bucket> matching(Iterable<Bucket> buckets) {
        ImmutableList.Builder<Bucket> matching = ImmutableList.builder();
        for (Bucket bucket : buckets) {
            if (groups.matches(bucket.name()) && !bucket.name().equals(Bucket.AGGREGATE)) {
                matching.add(bucket);
            }
        }
        return matching.build();
    }
}
