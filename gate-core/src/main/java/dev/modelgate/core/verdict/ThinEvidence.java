package dev.modelgate.core.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.EvidenceDemand;
import dev.modelgate.core.policy.ReasonCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a candidate shows as much as its baseline does. Numbers are judged whatever stands behind them, for a number
 * may be all that a pipeline has; but a model is promoted only on evidence as thick as the baseline's, since a report
 * of bare numbers is written by hand in a minute, for a model that never ran.
 *
 * <p>Thick evidence may still be forged. It says what to forge, and lets each case be looked at again; who measured,
 * only a signature tells.
 */
public final class ThinEvidence {

    /** Half a unit of the sixth decimal, which is how exactly a report is written. */
    private static final Fraction SIX_DECIMALS = Fraction.of(1, 2_000_000);

    private final EvalReport candidate;
    private final EvalReport baseline;
    private final ImmutableList.Builder<Reason> reasons = ImmutableList.builder();

    private ThinEvidence(EvalReport candidate, EvalReport baseline) {
        this.candidate = candidate;
        this.baseline = baseline;
    }

    /** What is missing, a reason for each kind; empty where the candidate may be promoted on what it shows. */
    public static ImmutableList<Reason> reasons(EvalReport candidate, EvalReport baseline, EvidenceDemand demand) {
        ThinEvidence evidence = new ThinEvidence(candidate, baseline);
        if (demand == EvidenceDemand.COUNTED) {
            evidence.countedBaseline();
        }
        evidence.counts("n", bucket -> bucket.n().isPresent());
        evidence.counts("correct", bucket -> bucket.correct().isPresent());
        evidence.stated("suite", candidate.suite(), baseline.suite());
        evidence.stated("stage", candidate.stage(), baseline.stage());
        evidence.cases();
        evidence.means();
        return evidence.reasons.build();
    }

    /** Cases stand behind a number as well as counts do. */
    private void countedBaseline() {
        if (baseline.cases().isEmpty()) {
            named(baseline.buckets().values().stream()
                            .filter(bucket -> bucket.n().isEmpty())
                            .map(Bucket::name)
                            .toList())
                    .ifPresent(bare -> add(
                            "%s of the baseline is a bare number, but a promotion needs one with 'n' and 'correct', or cases; measure the baseline with 'gate eval', or say 'evidence: numbers' in the policy"
                                    .formatted(bare)));
        }
    }

    private void counts(String key, Predicate<Bucket> states) {
        named(baseline.buckets().values().stream()
                        .filter(states)
                        .map(Bucket::name)
                        .filter(name ->
                                candidate.bucket(name).filter(states.negate()).isPresent())
                        .toList())
                .ifPresent(thin -> add(
                        "%s of the candidate has no '%s', but the baseline's has; evaluate the candidate with 'gate eval'"
                                .formatted(thin, key)));
    }

    private void stated(String key, Optional<String> found, Optional<String> required) {
        if (required.isPresent() && found.isEmpty()) {
            add(
                    "the candidate's report names no '%s', but the baseline's is '%s'; evaluate the candidate with 'gate eval'"
                            .formatted(key, required.get()));
        }
    }

    private void cases() {
        if (baseline.cases().isEmpty()) {
            return;
        }
        if (candidate.cases().isEmpty()) {
            add("the candidate's report has no cases, but the baseline has %d; evaluate the candidate with 'gate eval'"
                    .formatted(baseline.cases().get().size()));
            return;
        }
        Map<String, CaseResult> before = new HashMap<>();
        baseline.cases().get().forEach(each -> before.put(each.id(), each));
        caseStates("input", before, each -> each.input().isPresent());
        caseStates("expected", before, each -> each.expected().isPresent());
        caseStates("output", before, each -> each.output().isPresent());
        caseStates("passed", before, each -> each.passed().isPresent());
    }

    /**
     * A graded bucket has no count of right answers, so its accuracy has to be the mean of its cases as {@code gate
     * eval} writes it. A reader may allow more rounding, but what was rounded could decide.
     */
    private void means() {
        if (candidate.cases().isEmpty()) {
            return;
        }
        Map<String, Fraction> sums = new HashMap<>();
        Map<String, Long> counts = new HashMap<>();
        for (CaseResult each : candidate.cases().get()) {
            for (String bucket : Iterables.concat(List.of(Bucket.AGGREGATE), each.buckets())) {
                if (candidate.bucket(bucket).filter(ThinEvidence::isGraded).isPresent()) {
                    sums.merge(bucket, each.score(), Fraction::plus);
                    counts.merge(bucket, 1L, Long::sum);
                }
            }
        }
        named(candidate.buckets().values().stream()
                        .filter(ThinEvidence::isGraded)
                        .filter(bucket -> !isMean(bucket, sums.get(bucket.name()), counts.get(bucket.name())))
                        .map(Bucket::name)
                        .toList())
                .ifPresent(thin -> add(
                        "%s of the candidate is not at the mean of its cases to six decimals, and has no counts; evaluate the candidate with 'gate eval'"
                                .formatted(thin)));
    }

    private static boolean isGraded(Bucket bucket) {
        return bucket.counts().isEmpty();
    }

    private static boolean isMean(Bucket bucket, @Nullable Fraction sum, @Nullable Long count) {
        return sum != null
                && count != null
                && bucket.accuracy()
                                .minus(sum.dividedBy(Fraction.of(count, 1)))
                                .abs()
                                .compareTo(SIX_DECIMALS)
                        <= 0;
    }

    private void caseStates(String key, Map<String, CaseResult> before, Predicate<CaseResult> states) {
        List<String> thin = candidate.cases().orElseThrow().stream()
                .filter(states.negate())
                .filter(each -> Optional.ofNullable(before.get(each.id()))
                        .filter(states)
                        .isPresent())
                .map(CaseResult::id)
                .toList();
        if (!thin.isEmpty()) {
            add(
                    "case '%s'%s of the candidate has no '%s', but the baseline's has; evaluate the candidate with 'gate eval'"
                            .formatted(thin.get(0), others(thin.size()), key));
        }
    }

    /** The first of them, and how many more: a thousand buckets are one mistake. */
    private static Optional<String> named(List<String> buckets) {
        return buckets.isEmpty()
                ? Optional.empty()
                : Optional.of("bucket '%s'%s".formatted(buckets.get(0), others(buckets.size())));
    }

    private static String others(int all) {
        return all == 1 ? "" : " (and %d more)".formatted(all - 1);
    }

    private void add(String message) {
        reasons.add(new Reason(ReasonCode.EVIDENCE_TOO_THIN, message));
    }
}
