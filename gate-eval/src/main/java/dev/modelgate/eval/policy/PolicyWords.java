package dev.modelgate.eval.policy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.EvidenceDemand;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketOverride;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.check.PlacedCheck;
import dev.modelgate.core.policy.gate.Attempts;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.policy.gate.Suite;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.verdict.CheckSeverity;

/** A policy in plain sentences, one a line: what must hold, and what becomes of what does not. */
public final class PolicyWords {

    private final ImmutableList.Builder<String> lines = ImmutableList.builder();

    private PolicyWords() {}

    /** The sentences, in the order in which the gate judges. */
    public static ImmutableList<String> of(GatePolicy policy) {
        PolicyWords words = new PolicyWords();
        words.rule("The candidate's buckets", policy.rule());
        policy.suites().values().forEach(words::suite);
        policy.checks().forEach(words::check);
        words.inconclusive(policy);
        words.attempts(policy);
        words.evidence(policy);
        words.cache(policy);
        words.lines.add(
                "A verdict promotes for %s.".formatted(age(policy.maxAge().toMinutes())));
        return words.lines.build();
    }

    private void suite(Suite suite) {
        String what = "The buckets of suite '%s'".formatted(suite.name());
        if (suite.rule().isPresent()) {
            rule(what, suite.rule().get());
        } else {
            lines.add(what + " are reported, and only checks look at them.");
        }
        lines.add("Suite '%s' must be handed in; its baseline is %s.".formatted(suite.name(), suite.baseline()));
    }

    private void rule(String what, BucketRule rule) {
        lines.add("%s %s".formatted(what, sentence(rule)));
        rule.overrides().forEach(override -> lines.add(override(override)));
    }

    private static String sentence(BucketRule rule) {
        String pooled = rule.pooledTolerance()
                .filter(tolerance -> rule.mode() != Mode.POINT)
                .map(tolerance -> " All cases together may lose %s.".formatted(tolerance))
                .orElse("");
        return switch (rule.mode()) {
            case POINT ->
                "each keep at least the baseline less %s, exactly; no error rate is controlled."
                        .formatted(rule.tolerance());
            case NONINFERIORITY ->
                "are each shown not to lose more than %s, at alpha %s; the candidate bears the burden.%s"
                        .formatted(rule.tolerance(), rule.plan().alpha(), pooled);
            case HARM ->
                "are refused where one lost more than %s and is shown to be worse, at alpha %s for all of them.%s"
                        .formatted(rule.tolerance(), rule.plan().alpha(), pooled);
            case EVIDENCE ->
                "are refused where one lost more than %s and is shown to be worse; they pass where all cases"
                                .formatted(rule.tolerance())
                        + " together are shown not to lose more than %s, at alpha %s%s."
                                .formatted(
                                        rule.pooledTolerance()
                                                .map(Tolerance::toString)
                                                .orElse("nothing"),
                                        rule.plan().alpha(),
                                        rule.proofRequired() ? ", and so is each of them" : "");
        };
    }

    private static String override(BucketOverride override) {
        return "  buckets '%s'%s%s"
                .formatted(
                        override.buckets(),
                        override.tolerance()
                                .map(tolerance -> " may lose " + tolerance)
                                .orElse(""),
                        override.proofRequired()
                                .map(proof -> proof ? ", and must be shown to hold" : ", and need not be shown to hold")
                                .orElse(""));
    }

    private void check(PlacedCheck check) {
        lines.add(
                "%s (%s, %s): %s.".formatted(check.id(), check.check().type(), word(check.severity()), check.demand()));
    }

    private static String word(CheckSeverity severity) {
        return switch (severity) {
            case CRITICAL -> "critical: else refused";
            case SUPPORTING -> "supporting: else inconclusive";
            case ADVISORY -> "advisory: else only told";
        };
    }

    private void inconclusive(GatePolicy policy) {
        lines.add(
                switch (policy.rule().onInconclusive()) {
                    case REFUSE -> "What is inconclusive is refused.";
                    case ALLOW -> "What is inconclusive goes on, and stays inconclusive.";
                    case POINT ->
                        "Where the cases decide neither way, the point rule does; what a supporting check"
                                + " leaves open is refused.";
                });
    }

    private void attempts(GatePolicy policy) {
        lines.add(
                policy.attempts() == Attempts.SPEND
                        ? "Each further candidate on the same cases has less of alpha: 6 / (pi^2 k^2) of it the k-th."
                        : "A further candidate on the same cases is told as such.");
    }

    private void evidence(GatePolicy policy) {
        lines.add(
                policy.evidence() == EvidenceDemand.NUMBERS
                        ? "A baseline of bare numbers promotes; what it shows beyond them a candidate must show, too."
                        : "A candidate promotes on evidence as thick as the baseline's, and on no bare numbers.");
    }

    private void cache(GatePolicy policy) {
        if (!policy.answersMayBeCached()) {
            lines.add("Answers from a cache or an interrupted run do not count.");
        }
    }

    private static String age(long minutes) {
        return minutes % 60 == 0 ? "%d hours".formatted(minutes / 60) : "%d minutes".formatted(minutes);
    }
}
