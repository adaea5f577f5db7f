package dev.modelgate.eval.score;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.evalset.EvalCase;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Scores answers once more that an evaluation scored before, by the scorer that is committed. It can where the same
 * answer always gets the same score in this process. A judge is not asked again, for it may say something else: its
 * score is held to the answer that was recorded. Code from elsewhere is not run at all.
 */
public final class ScoredAgain {

    private static final JsonObject EXACT =
            JsonBuilder.object().put("name", "exact").build();

    private final Section usual;
    private final Map<JsonValue, Scorer> scorers = new HashMap<>();

    /** @param wiring the scorer of the wiring; exact equality where there is none */
    public ScoredAgain(Optional<Section> wiring) {
        this.usual = wiring.orElseGet(() -> new Section(EXACT, "the scorer"));
    }

    /** Whether that case can be scored again. */
    public boolean knows(EvalCase evalCase) {
        return Scorers.isOwn(name(evalCase));
    }

    /** Whether a judge scores it, whose recorded answer is needed. */
    public boolean isJudged(EvalCase evalCase) {
        return name(evalCase).equals(Scorers.JUDGE);
    }

    /**
     * The score of an answer; empty where it has none, so that the case counts as one without an answer.
     *
     * @param judgeAnswer what the judge said of it, where one did
     * @throws IllegalArgumentException where the case is not of the kind that the scorer takes
     */
    public Optional<Score> score(EvalCase evalCase, String output, Optional<String> judgeAnswer) {
        try {
            if (isJudged(evalCase)) {
                return judgeAnswer.map(answer -> Judge.scored(answer, Scorers.upToOne(chosen(evalCase))));
            }
            Section section = chosen(evalCase);
            return Optional.of(scorers.computeIfAbsent(section.object(), key -> Scorers.of(section, nothing()))
                    .score(evalCase, output));
        } catch (NoScoreException e) {
            return Optional.empty();
        }
    }

    private String name(EvalCase evalCase) {
        return chosen(evalCase).requiredText("name");
    }

    private Section chosen(EvalCase evalCase) {
        JsonValue own = evalCase.extra().get(Scorers.FIELD);
        return own == null ? usual : Section.of(own, "name", "case '%s': 'scorer'".formatted(evalCase.id()));
    }

    /** Only a judge looks around. */
    private static Scorers.Surroundings nothing() {
        return new Scorers.Surroundings(Map.of(), Clock.systemUTC());
    }
}
