package dev.modelgate.core.review;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.stats.decision.BucketQuestion;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.Verdict;
import java.util.Optional;

/**
 * What the statistics are asked of a verdict's buckets. The reports at hand are those of the first suite; of the others
 * the rows alone are known, and nothing is asked.
 */
record Asking(Verdict verdict, Sides sides) {

    /** A loop and no stream: this runs at the end of every comparison, and each stream costs its start. */
    ImmutableList<BucketQuestion> of(EvalReport baseline) {
        ImmutableList.Builder<BucketQuestion> questions = ImmutableList.builder();
        for (BucketRow row : verdict.buckets()) {
            Optional<Bucket> before = row.suite().isPresent() ? Optional.empty() : baseline.bucket(row.bucket());
            if (before.isPresent()) {
                questions.add(BucketQuestion.of(
                        before.get().name(),
                        sides.data(before.get()),
                        tolerance(row).points()));
            }
        }
        return questions.build();
    }

    Tolerance tolerance(BucketRow row) {
        return row.tolerance().isPresent() ? row.tolerance().get() : verdict.tolerance();
    }
}
