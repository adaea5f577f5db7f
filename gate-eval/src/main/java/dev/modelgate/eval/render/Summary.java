package dev.modelgate.eval.render;

import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.Verdict;

/** A verdict in one line; joined and not formatted, because a format loads the locales first. */
public final class Summary {

    private Summary() {}

    public static String of(Verdict verdict) {
        long held = count(verdict, BucketStatus.PASS);
        long added = count(verdict, BucketStatus.NEW);
        long open = count(verdict, BucketStatus.INCONCLUSIVE) + count(verdict, BucketStatus.NO_DATA);
        long blocking = verdict.buckets().stream().filter(BucketRow::blocks).count();
        String outcome = blocking == 0
                ? held + " of " + (held + open) + " buckets hold within " + verdict.tolerance() + " of the baseline"
                        + (open == 0 ? "" : ", " + open + " not proven")
                : blocking + " of " + (held + open + blocking) + " buckets fail";
        return verdict.decision() + ": " + outcome + (added == 0 ? "" : " (" + added + " new, not gated)")
                + checks(verdict);
    }

    private static String checks(Verdict verdict) {
        long passed = verdict.checks().stream().filter(CheckResult::passes).count();
        return verdict.checks().isEmpty()
                ? ""
                : ", " + passed + " of " + verdict.checks().size() + " checks hold";
    }

    private static long count(Verdict verdict, BucketStatus status) {
        return verdict.buckets().stream().filter(row -> row.status() == status).count();
    }
}
