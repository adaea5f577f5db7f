package dev.modelgate.eval.run;

import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.score.Score;
import java.time.Duration;

/** What became of one case. */
sealed interface Outcome {

    EvalCase evalCase();

    /** Answered and judged. */
    record Scored(EvalCase evalCase, String output, Score score, Duration latency) implements Outcome {}

    /** Not answered: neither right nor wrong. */
    record Errored(EvalCase evalCase, String message) implements Outcome {}
}
