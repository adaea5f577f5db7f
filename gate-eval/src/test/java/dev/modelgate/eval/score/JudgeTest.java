package dev.modelgate.eval.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.report.CaseLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    private static final EvalCase CASE = new EvalCase(
            "c1",
            JsonString.of("past of go?"),
            JsonString.of("went"),
            ImmutableList.of(),
            Optional.empty(),
            ImmutableMap.of());

    private final List<String> asked = new ArrayList<>();

    @Test
    void the_last_line_is_the_grade() {
        Judge judge = judge("Nearly: SCORE: 0.1 would be harsh.\nSCORE: 0.75\n", Optional.of(new BigDecimal("0.7")));

        Score score = judge.score(CASE, "goed {{expected}}");

        assertThat(score.value()).isEqualByComparingTo("0.75");
        assertThat(score.passed()).contains(true);
        assertThat(asked.get(0)).contains("past of go?", "<reference>\nwent\n", "goed {{expected}}");
    }

    @Test
    void what_the_judge_said_stands_in_the_case_file_so_that_the_score_can_be_held_to_it() {
        String said = "Nearly.\nSCORE: 0.75";
        Score score = judge(said, Optional.empty()).score(CASE, "goed");

        assertThat(PrettyJson.line(
                        new CaseLine(CASE, "goed", score, Duration.ZERO, ImmutableList.of(score.saying("Once more.")))
                                .toJson()))
                .contains("\"judge_answer\":\"Nearly.\\nSCORE: 0.75\"", "\"stability\":1");
        ScoredAgain again = new ScoredAgain(Optional.of(
                new Section(JsonBuilder.object().put("name", "judge").build(), "wiring.scorer")));
        assertThat(again.isJudged(CASE)).isTrue();
        assertThat(again.score(CASE, "goed", Optional.of(said)).orElseThrow().agreesWith(score))
                .isTrue();
        assertThat(again.score(CASE, "goed", Optional.of("I cannot say."))).isEmpty();
    }

    @Test
    void without_a_threshold_the_grade_is_neither_right_nor_wrong() {
        assertThat(judge("SCORE: 1", Optional.empty()).score(CASE, "went").passed())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "SCORE: 1.2", "SCORE: -1", "SCORE: NaN", "SCORE: 0.5 or so"})
    void whatever_else_it_says_is_no_grade(String words) {
        assertThatThrownBy(() -> judge(words, Optional.empty()).score(CASE, "went"))
                .isInstanceOf(NoScoreException.class)
                .hasMessageContaining("'SCORE: x' with x in [0, 1] is required");
    }

    @Test
    void who_judged_and_how_is_recorded() {
        assertThat(PrettyJson.line(judge("", Optional.of(new BigDecimal("0.7"))).settings()))
                .matches(
                        "\\{\"judge\":\"fake judge\",\"model\":\"large\",\"prompt_sha256\":\"[0-9a-f]{64}\",\"threshold\":\"0.7\"}");
    }

    private Judge judge(String words, Optional<BigDecimal> threshold) {
        ModelRuntime runtime = new ModelRuntime() {
            @Override
            public String name() {
                return "fake judge";
            }

            @Override
            public int maxBatch() {
                return 1;
            }

            @Override
            public int maxConcurrency() {
                return 1;
            }

            @Override
            public ImmutableList<Reply> answer(List<Request> requests) {
                asked.add(requests.get(0).input());
                return ImmutableList.of(new Answered(words, Duration.ZERO, Optional.empty()));
            }

            @Override
            public void close() {}
        };
        return new Judge(runtime, "large", Judge.PROMPT, threshold);
    }
}
