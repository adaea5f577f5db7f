package dev.modelgate.eval.report;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.json.Decimals;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * A line of the case file: the case as the eval set states it, the answer, and what it was worth.
 *
 * @param repeats what further answers to the same question were worth
 */
public record CaseLine(EvalCase evalCase, String output, Score score, Duration latency, ImmutableList<Score> repeats) {

    /** What a judge said of the answer: promotion holds the score to it. */
    static final String JUDGE_ANSWER = "judge_answer";

    /** One object; what the eval set says beyond the format stands at its end, as it was. */
    public JsonObject toJson() {
        JsonBuilder line = JsonBuilder.object()
                .put("id", evalCase.id())
                .putTexts("buckets", evalCase.buckets())
                .put("score", Decimals.plain(score.value()));
        score.passed().ifPresent(passed -> line.put("passed", passed));
        line.put("input", evalCase.input())
                .put("expected", evalCase.expected())
                .put("output", output)
                .put("latency_ms", Decimals.millis(latency));
        score.words().ifPresent(words -> line.put(JUDGE_ANSWER, words));
        if (!repeats.isEmpty()) {
            line.put("stability", stability());
        }
        evalCase.cluster().ifPresent(cluster -> line.put("cluster", cluster));
        evalCase.extra().forEach(line::put);
        return line.build();
    }

    /** The share of all askings that were worth what the one that counts was. */
    private JsonNumber stability() {
        long agreeing = 1 + repeats.stream().filter(score::agreesWith).count();
        return Decimals.plain(BigDecimal.valueOf(agreeing)
                .divide(BigDecimal.valueOf(repeats.size() + 1L), Score.DECIMALS, RoundingMode.HALF_EVEN));
    }
}
