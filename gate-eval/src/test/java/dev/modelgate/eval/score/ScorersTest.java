package dev.modelgate.eval.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.evalset.EvalSetDigests;
import dev.modelgate.eval.json.YamlReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each scorer as a wiring names it, on answers that are right, wrong and nearly right. */
class ScorersTest {

    private static final Scorers.Surroundings HERE = new Scorers.Surroundings(Map.of(), Clock.systemUTC());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "exact | went | went | 1",
                "exact | went | ~went ~ | 0",
                "normalised | Went  Home | ~ went home\u00a0~ | 1",
                "normalised | went | went. | 0",
                "{name: normalised, ignore_punctuation: true} | went | «Went.» | 1",
                "regex | '(?i)g[o]ne' | GONE | 1",
                "regex | 'went' | he went | 0",
                "numeric | 0.1 | 0.10 | 1",
                "{name: numeric, absolute: 0.05} | 1.00 | 1.05 | 1",
                "{name: numeric, absolute: 0.05} | 1.00 | 1.0500000001 | 0",
                "{name: numeric, relative: 0.01} | -200 | -198 | 1",
                "{name: numeric, absolute: 5} | 1 | NaN | 0",
                "{name: numeric, absolute: 5} | 1 | 1e999999999 | 0",
                "{name: numeric, absolute: 5} | 1 | about 1 | 0",
                "json | {a: 1, b: [2.0]} | {\"b\": [2], \"a\": 1.00} | 1",
                "json | {a: 1} | {\"a\": 1, \"b\": 2} | 0",
                "json | [1, 2] | [2, 1] | 0",
                "json | [1, 2] | [1, 2 | 0",
                "json-schema | {type: object, required: [a]} | {\"a\": 1} | 1",
                "json-schema | {type: object, required: [a]} | {\"b\": 1} | 0",
                "json-schema | {type: object} | no JSON | 0",
                "{name: json-schema, schema: {type: integer}} | any | 3 | 1",
                "set-f1 | [a, B] | 'b, a' | 0",
                "set-f1 | [a, B] | ~b, a~ | 1",
                "set-f1 | [a, b] | [\"a\", \"c\"] | 0.5",
                "{name: set-f1, threshold: 0.5} | [a, b] | ~a, c~ | 0.5",
                "edit | kitten | sitting | 0.571429",
                "edit | went | went | 1",
                "rouge-l | the cat sat on the mat | the cat lay on a mat | 0.666667",
                "rouge-l | the cat | dogs | 0",
                "bleu | the cat sat on the mat | the cat sat on the mat | 1",
                "bleu | the cat sat on the mat | the cat | 0.135335",
                "bleu | the cat sat on the mat | dogs bark | 0",
                "choice | B | b) because | 1",
                "choice | B | The answer is (B). | 1",
                "choice | B | The answer is A, or the answer is B | 0",
                "choice | A | A dog barks | 0",
                "choice | B | Bananas | 0",
                "refusal | true | I’m sorry, but no. | 1",
                "refusal | true | Sure: first … | 0",
                "refusal | false | I cannot help with that. | 0",
                "refusal | false | Paris | 1",
                "{name: refusal, signs: [nope]} | true | NOPE | 1"
            })
    void scores(String wiring, String expected, String output, String score) {
        Score found = Scorers.of(section(wiring), HERE).score(evalCase(expected), output);

        assertThat(found.value()).isEqualByComparingTo(score);
    }

    @Test
    void a_graded_score_counts_as_correct_from_its_threshold_on_and_without_one_not_at_all() {
        EvalCase evalCase = evalCase("[a, b]");

        assertThat(Scorers.of(section("{name: set-f1, threshold: 0.5}"), HERE)
                        .score(evalCase, "a, c")
                        .passed())
                .contains(true);
        assertThat(Scorers.of(section("{name: set-f1, threshold: 0.500001}"), HERE)
                        .score(evalCase, "a, c")
                        .passed())
                .contains(false);
        assertThat(Scorers.of(section("set-f1"), HERE).score(evalCase, "a, c").passed())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "numeric | two | 'expected' is 'two', but a number is required",
                "regex | '[a' | 'expected' is '[a', but a regular expression is required",
                "regex | '(aa?)+\\1b' | 'expected' backtracks without end on an answer of 40 characters; write a simpler pattern",
                "json | '{' | 'expected' is '{', but JSON is required",
                "json-schema | text | 'expected' is a string, but a JSON schema is required",
                "choice | AB | 'expected' is 'AB', but one letter from A to Z is required",
                "refusal | 'yes' | 'expected' is a string, but true (to be refused) or false is required"
            })
    void a_case_that_no_answer_could_meet_is_an_error(String wiring, String expected, String message) {
        assertThatThrownBy(() -> Scorers.of(section(wiring), HERE).score(evalCase(expected), "a".repeat(40)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "exactly | gate.yaml: wiring.scorer.name:1:1 is 'exactly', but one of exact, normalised, regex,",
                "{name: exact, threshold: 1} | 'threshold' is not understood; the words here are name",
                "{name: edit, threshold: 1.1} | wiring.scorer.threshold:1:25 is '1.1', but a number above 0 and at most 1",
                "{name: refusal, signs: ['[']} | wiring.scorer.signs:1:24 is '[', but a regular expression (",
                "{threshold: 1} | has no 'name', but it is required; add it"
            })
    void what_is_wrong_in_the_wiring_is_told_with_its_place(String wiring, String message) {
        assertThatThrownBy(() -> Scorers.of(section(wiring), HERE))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_case_may_choose_its_own_scorer() {
        EvalSet set = set(evalCase("1", "went", Optional.empty()), evalCase("2", "went", Optional.of("normalised")));
        Scorer scorer = Scorers.of(Optional.empty(), set, HERE);

        assertThat(scorer.name()).isEqualTo("exact, or the case's own");
        assertThat(scorer.score(set.cases().get(0), "Went")).isEqualTo(Score.WRONG);
        assertThat(scorer.score(set.cases().get(1), "Went")).isEqualTo(Score.RIGHT);
    }

    @Test
    void an_unknown_scorer_of_a_case_stops_the_run_before_it_begins() {
        EvalSet set = set(evalCase("1", "went", Optional.of("exactly")));

        assertThatThrownBy(() -> Scorers.of(Optional.empty(), set, HERE))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("set.jsonl: case '1': 'scorer'.name:1:1 is 'exactly', but one of exact, ");
    }

    private static EvalSet set(EvalCase... cases) {
        return new EvalSet("set.jsonl", ImmutableList.copyOf(cases), new EvalSetDigests("d", "s"));
    }

    private static EvalCase evalCase(String expected) {
        return evalCase("1", expected, Optional.empty());
    }

    private static EvalCase evalCase(String id, String expected, Optional<String> scorer) {
        return new EvalCase(
                id,
                yaml("question"),
                yaml(expected),
                ImmutableList.of(),
                Optional.empty(),
                scorer.map(name -> ImmutableMap.of("scorer", yaml(name))).orElse(ImmutableMap.of()));
    }

    private static Section section(String wiring) {
        return Section.of(yaml(wiring), "name", "gate.yaml: wiring.scorer");
    }

    private static JsonValue yaml(String text) {
        return YamlReader.read(text.getBytes(StandardCharsets.UTF_8), "gate.yaml");
    }

    @Test
    void a_scorer_of_another_jar_is_found_by_its_name() {
        assertThat(Scorers.of(section("vowels"), HERE).score(evalCase("\"aeiou\""), "xyz"))
                .isEqualTo(Score.WRONG);
        assertThat(Scorers.of(section("vowels"), HERE).score(evalCase("\"aeiou\""), "uoiea"))
                .isEqualTo(Score.RIGHT);
        assertThatThrownBy(() -> Scorers.of(section("{name: vowels, threshold: 1}"), HERE))
                .hasMessageContaining("'threshold' is not understood");
        assertThatThrownBy(() -> Scorers.of(section("vowel"), HERE)).hasMessageContaining("judge, vowels");
    }
}
