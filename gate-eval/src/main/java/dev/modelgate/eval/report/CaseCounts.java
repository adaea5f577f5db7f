package dev.modelgate.eval.report;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a report's counts are those of its case file: one of the two is wrong where they differ. */
final class CaseCounts {

    /** What a report that says a number to two digits may have rounded away. */
    private static final Fraction ROUNDING = Fraction.of(5, 1_000);

    private long n;
    private long correct;
    private long graded;
    private Fraction scores = Fraction.ZERO;

    private CaseCounts() {}

    /**
     * Holds the report to its cases.
     *
     * @throws CannotJudgeException at the first bucket that says something else than its cases, and for a case that has
     *     an answer and is also listed as one without
     */
    static void requireAgreement(EvalReport report, List<CaseResult> cases, String caseName) {
        requireUnanswered(report, cases, caseName);
        Map<String, CaseCounts> counts = count(cases);
        for (Bucket bucket : report.buckets().values()) {
            counts.getOrDefault(bucket.name(), new CaseCounts()).requireEqual(bucket, caseName);
        }
    }

    private static Map<String, CaseCounts> count(List<CaseResult> cases) {
        Map<String, CaseCounts> counts = new HashMap<>();
        for (CaseResult result : cases) {
            counts.computeIfAbsent(Bucket.AGGREGATE, name -> new CaseCounts()).add(result);
            for (String bucket : result.buckets()) {
                counts.computeIfAbsent(bucket, name -> new CaseCounts()).add(result);
            }
        }
        return counts;
    }

    private void add(CaseResult result) {
        n++;
        correct += result.passed().orElse(false) ? 1 : 0;
        graded += result.passed().isEmpty() ? 1 : 0;
        scores = scores.plus(result.score());
    }

    private void requireEqual(Bucket bucket, String caseName) {
        if (bucket.n().isPresent() && bucket.n().getAsLong() != n) {
            throw contradiction(bucket, caseName, "n", bucket.n().getAsLong(), n);
        }
        // A graded case without a threshold is neither right nor wrong, so it can make no difference to more than
        // itself.
        if (bucket.correct().isPresent() && !isPossible(bucket.correct().getAsLong())) {
            throw contradiction(bucket, caseName, "correct", bucket.correct().getAsLong(), correct);
        }
        if (bucket.counts().isEmpty() && n > 0 && !follows(bucket.accuracy())) {
            throw new CannotJudgeException(
                    "%s gives bucket '%s' the mean score %s, but the report states the accuracy %s; evaluate again"
                            .formatted(caseName, bucket.name(), mean(), bucket.accuracy()));
        }
    }

    private boolean isPossible(long stated) {
        return stated >= correct && stated <= correct + graded;
    }

    /** A number without counts is the share of right answers, or the mean of the scores, as it may have been rounded. */
    private boolean follows(Fraction stated) {
        return isNear(stated, mean()) || (graded == 0 && isNear(stated, Fraction.of(correct, n)));
    }

    private static boolean isNear(Fraction stated, Fraction counted) {
        return stated.minus(counted).abs().compareTo(ROUNDING) <= 0;
    }

    private Fraction mean() {
        return scores.dividedBy(Fraction.of(n, 1));
    }

    private static void requireUnanswered(EvalReport report, List<CaseResult> cases, String caseName) {
        Set<String> unanswered = ErrorCases.ids(report.source());
        if (!unanswered.isEmpty()) {
            cases.stream()
                    .map(CaseResult::id)
                    .filter(unanswered::contains)
                    .findFirst()
                    .ifPresent(id -> {
                        throw new CannotJudgeException(
                                "%s has an answer to case '%s', but the report lists it in 'error_cases'; evaluate again"
                                        .formatted(caseName, id));
                    });
        }
    }

    private static CannotJudgeException contradiction(
            Bucket bucket, String caseName, String key, long stated, long counted) {
        return new CannotJudgeException("%s counts %s = %d for bucket '%s', but the report states %d; evaluate again"
                .formatted(caseName, key, counted, bucket.name(), stated));
    }
}
