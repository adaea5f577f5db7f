package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.report.ReportDraft.CaseError;
import dev.modelgate.eval.report.ReportDraft.Latency;
import dev.modelgate.eval.score.Scorer;
import dev.modelgate.eval.score.WholeSet;
import java.util.Optional;

/** All that a run finds out, as its outcomes come in. */
final class Findings {

    private final Tally tally;
    private final Stability stability;
    private final Scorer scorer;
    private final Optional<WholeSet> wholeSet;
    private final Latencies latencies = new Latencies();
    private final Consumed consumed = new Consumed();
    private final ImmutableList.Builder<CaseError> errors = ImmutableList.builder();

    Findings(int cases, int repeats, Scorer scorer) {
        this.tally = new Tally(cases);
        this.stability = new Stability(repeats);
        this.scorer = scorer;
        this.wholeSet = scorer.wholeSet();
    }

    /** Takes an outcome; their order does not matter. */
    void count(Outcome outcome) {
        tally.add(outcome);
        stability.add(outcome);
        if (outcome instanceof Outcome.Scored scored) {
            latencies.add(scored.latency());
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
        return sections.build();
    }
}
