package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.report.ReportDraft.CaseError;
import dev.modelgate.eval.report.ReportDraft.Latency;
import dev.modelgate.eval.score.Scorer;
import dev.modelgate.eval.score.WholeSet;
import java.time.Duration;
import java.util.Optional;

/** All that a run finds out, as its outcomes come in. */
final class Findings {

    private final Tally tally;
    private final Stability stability;
    private final Scorer scorer;
    private final Optional<WholeSet> wholeSet;
    private final Optional<Prices> prices;
    private Duration busy = Duration.ZERO;
    private long answers;
    private final Latencies latencies = new Latencies();
    private final Consumed consumed = new Consumed();
    private final ImmutableList.Builder<CaseError> errors = ImmutableList.builder();

    Findings(int cases, RunSettings settings, Scorer scorer) {
        this.tally = new Tally(cases);
        this.stability = new Stability(settings.repeats());
        this.prices = settings.prices();
        this.scorer = scorer;
        this.wholeSet = scorer.wholeSet();
    }

    /** Takes an outcome; their order does not matter. */
    void count(Outcome outcome) {
        tally.add(outcome);
        stability.add(outcome);
        if (outcome instanceof Outcome.Scored scored) {
            latencies.add(scored.latency());
            busy = busy.plus(scored.latency());
            answers++;
            scored.usage().ifPresent(consumed::add);
        }
    }

    /** Takes the same outcome once more, now in the eval set's order. */
    void inOrder(Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored) {
            wholeSet.ifPresent(whole -> whole.add(scored.evalCase(), scored.output()));
        } else if (outcome instanceof Outcome.Errored errored) {
            errors.add(new CaseError(errored.evalCase().id(), errored.message()));
        }
    }

    Tally tally() {
        return tally;
    }

    Stability stability() {
        return stability;
    }

    ImmutableList<CaseError> errors() {
        return errors.build();
    }

    Latency latency() {
        return latencies.summary();
    }

    /** What the report says beyond buckets, errors and latency, as far as it is known. */
    JsonObject sections() {
        JsonBuilder sections = JsonBuilder.object();
        JsonObject settings = scorer.settings();
        if (!settings.members().isEmpty()) {
            sections.put("scorer_settings", settings);
        }
        wholeSet.ifPresent(whole -> sections.put("metrics", whole.metrics()));
        if (stability.isMeasured()) {
            sections.put("stability", stability.toJson());
        }
        if (consumed.isKnown()) {
            sections.put("usage", consumed.toJson());
        }
        prices.ifPresent(known -> sections.put("cost", cost(known)));
        return sections.build();
    }

    /** Tokens that were not counted are not free. */
    private JsonObject cost(Prices known) {
        if (known.needTokens() && consumed.answers() < answers) {
            throw new CannotJudgeException(
                    "%d of %d answers say how many tokens they took, but a price by token needs all; price by the hour, or let the endpoint count"
                            .formatted(consumed.answers(), answers));
        }
        return consumed.cost(known, busy, answers);
    }
}
