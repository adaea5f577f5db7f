package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Usage;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.score.Score;
import java.time.Duration;
import java.util.Optional;

/** What became of one case. */
sealed interface Outcome {

    EvalCase evalCase();

    /** This, with another asking of the same case behind it. */
    Outcome and(Outcome again);

    /**
     * Answered and judged.
     *
     * @param repeats scores of further askings of the same question; they count in no bucket
     */
    record Scored(
            EvalCase evalCase,
            String output,
            Score score,
            Duration latency,
            Optional<Usage> usage,
            ImmutableList<Score> repeats)
            implements Outcome {

        /** Whether any repeat was worth something else. */
        boolean flips() {
            return repeats.stream().anyMatch(repeat -> !repeat.agreesWith(score));
        }

        @Override
        public Outcome and(Outcome again) {
            if (again instanceof Scored scored) {
                ImmutableList<Score> all = ImmutableList.<Score>builder()
                        .addAll(repeats)
                        .add(scored.score())
                        .build();
                return new Scored(evalCase, output, score, latency, usage, all);
            }
            return again;
        }
    }

    /** Not answered: neither right nor wrong. */
    record Errored(EvalCase evalCase, String message) implements Outcome {

        @Override
        public Outcome and(Outcome again) {
            return this;
        }
    }
}
