package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.util.Optional;

/**
 * Whether more quality is worth its cost, or less of it the saving. By net benefit, {@code worth * dE - dC >= 0}: the
 * ratio of the two differences is never formed, for near no change it means nothing.
 *
 * @param cost lower is better
 * @param quality higher is better
 * @param worth what one unit of quality gained may cost, above 0
 * @param savingPerUnitLost what one unit of quality lost must save; empty where no loss is accepted
 */
public record CostPerQuality(Metric cost, Metric quality, Fraction worth, Optional<Fraction> savingPerUnitLost)
        implements Check {

    public static final String TYPE = "cost_per_quality";

    public CostPerQuality {
        if (worth.signum() <= 0 || savingPerUnitLost.map(Fraction::signum).orElse(1) <= 0) {
            throw new IllegalArgumentException(
                    "'worth' and 'saving_per_unit_lost' must be above 0; they are costs of one unit of quality");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "a unit of %s gained costs at most %s of %s%s"
                .formatted(
                        quality,
                        worth,
                        cost,
                        savingPerUnitLost
                                .map(saving -> ", and one lost saves at least " + saving)
                                .orElse(", and none is lost"));
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        for (Metric metric : new Metric[] {cost, quality}) {
            if (metric.in(suite.found()).isEmpty() || metric.in(suite.before()).isEmpty()) {
                return Outcome.notMeasured(
                        metric.path(),
                        "a number on both sides",
                        metric.in(suite.found()).isEmpty() ? "candidate" : "baseline");
            }
        }
        return judged(change(cost, suite), change(quality, suite));
    }

    private static Fraction change(Metric metric, SuiteEvidence suite) {
        return metric.in(suite.found())
                .orElseThrow()
                .minus(metric.in(suite.before()).orElseThrow());
    }

    private Outcome judged(Fraction costs, Fraction gains) {
        String found = "%s by %s, for a change of %s by %s".formatted(cost, costs, quality, gains);
        String required = gains.signum() < 0
                ? savingPerUnitLost
                        .map(saving -> "a saving of at least %s per unit lost".formatted(saving))
                        .orElse("no loss of quality")
                : "at most %s per unit gained".formatted(worth);
        return isWorthIt(costs, gains)
                ? Outcome.pass("the change of " + cost, found, required)
                : Outcome.fail(
                        ReasonCode.COST_TOO_HIGH,
                        "the change of " + cost,
                        found,
                        required,
                        "make it cheaper, or keep the previous model");
    }

    private boolean isWorthIt(Fraction costs, Fraction gains) {
        if (gains.signum() >= 0) {
            return worth.times(gains).compareTo(costs) >= 0;
        }
        return savingPerUnitLost
                .map(saving -> saving.times(gains).compareTo(costs) >= 0)
                .orElse(false);
    }
}
