package dev.modelgate.eval.report;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a report's counts are those of its case file: one of the two is wrong where they differ. */
final class CaseCounts {

    private long n;
    private long correct;
    private boolean graded;

    private CaseCounts() {}

    static void requireAgreement(EvalReport report, List<CaseResult> cases, String caseName) {
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
        graded |= result.passed().isEmpty();
    }

    private void requireEqual(Bucket bucket, String caseName) {
        if (bucket.n().isPresent() && bucket.n().getAsLong() != n) {
            throw contradiction(bucket, caseName, "n", bucket.n().getAsLong(), n);
        }
        // A graded case without a threshold is neither right nor wrong; its bucket's accuracy is a mean.
        if (!graded && bucket.correct().isPresent() && bucket.correct().getAsLong() != correct) {
            throw contradiction(bucket, caseName, "correct", bucket.correct().getAsLong(), correct);
        }
    }

    private static CannotJudgeException contradiction(
            Bucket bucket, String caseName, String key, long stated, long counted) {
        return new CannotJudgeException("%s counts %s = %d for bucket '%s', but the report states %d; evaluate again"
                .formatted(caseName, key, counted, bucket.name(), stated));
    }
}
