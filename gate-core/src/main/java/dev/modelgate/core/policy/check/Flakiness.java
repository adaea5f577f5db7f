package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.util.Optional;

/**
 * The share of cases whose repeated answers disagree. One run shows no flakiness, so the number of runs counts too.
 *
 * @param rate the number, such as {@code flakiness.rate}
 * @param runs how often each case was put, such as {@code flakiness.runs}
 * @param atMost in [0, 1]
 * @param fewestRuns at least 2
 */
public record Flakiness(Metric rate, Metric runs, Fraction atMost, long fewestRuns) implements Check {

    public static final String TYPE = "flakiness";

    public Flakiness {
        if (fewestRuns < 2) {
            throw new IllegalArgumentException(
                    "'runs_at_least' is %d, but at least 2 are required; one run shows nothing".formatted(fewestRuns));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "%s is at most %s over %d runs or more".formatted(rate, atMost, fewestRuns);
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        Optional<Fraction> repeated = runs.in(suite.found());
        Limits limits = Limits.atMost(atMost);
        if (repeated.isEmpty() || repeated.get().compareTo(Fraction.of(fewestRuns, 1)) < 0) {
            return Outcome.notMeasured(
                    ReasonCode.NOT_MEASURED,
                    rate.path(),
                    "%s over %d runs or more".formatted(limits, fewestRuns),
                    "%s is %s; put every case so often"
                            .formatted(runs, repeated.map(Fraction::toString).orElse("absent")));
        }
        return AbsoluteLimit.judged(rate, limits, suite, ReasonCode.FLAKY, "fix the seed, or lower the temperature");
    }
}
