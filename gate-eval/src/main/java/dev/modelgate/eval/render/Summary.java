package dev.modelgate.eval.render;

import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.Verdict;

/** A verdict in one line. */
public final class Summary {

    private Summary() {}

    public static String of(Verdict verdict) {
        long held = count(verdict, BucketStatus.PASS);
        long added = count(verdict, BucketStatus.NEW);
        long blocking = verdict.buckets().stream().filter(BucketRow::blocks).count();
        String outcome = blocking == 0
                ? "%d of %d buckets hold within %s of the baseline".formatted(held, held, verdict.tolerance())
                : "%d of %d buckets fail".formatted(blocking, held + blocking);
        return verdict.decision() + ": " + outcome + (added == 0 ? "" : " (%d new, not gated)".formatted(added))
                + checks(verdict);
    }

    private static String checks(Verdict verdict) {
        long passed = verdict.checks().stream().filter(CheckResult::passes).count();
        return verdict.checks().isEmpty()
                ? ""
                : ", %d of %d checks hold".formatted(passed, verdict.checks().size());
    }

    private static long count(Verdict verdict, BucketStatus status) {
        return verdict.buckets().stream().filter(row -> row.status() == status).count();
    }
}
