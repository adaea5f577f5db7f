package dev.modelgate.eval.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.evalset.EvalCase;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactMatchTest {

    private static final EvalCase WENT = new EvalCase(
            "1", JsonString.of("go?"), JsonString.of("went"), ImmutableList.of(), Optional.empty(), ImmutableMap.of());

    @ParameterizedTest
    @ValueSource(strings = {"Went", "went ", " went", "wen", "", "went\u0301"})
    void is_wrong_when_one_character_differs(String output) {
        assertThat(new ExactMatch().score(WENT, output)).isEqualTo(Score.WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = "went")
    void is_right_when_every_character_is_the_expected_one(String output) {
        assertThat(new ExactMatch().score(WENT, output)).isEqualTo(Score.RIGHT);
    }
}
