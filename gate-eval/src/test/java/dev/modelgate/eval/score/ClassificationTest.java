package dev.modelgate.eval.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.eval.evalset.EvalCase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The expected numbers are scikit-learn's and those of a sum by hand. */
class ClassificationTest {

    private static final String[][] SPAM = {
        {"spam", "{\"label\": \"spam\", \"probability\": 0.9}"},
        {"spam", "{\"label\": \"spam\", \"probability\": 0.6}"},
        {"spam", "{\"label\": \"ham\", \"probability\": 0.4}"},
        {"ham", "{\"label\": \"spam\", \"probability\": 0.6}"},
        {"ham", "{\"label\": \"ham\", \"probability\": 0.2}"},
        {"ham", "{\"label\": \"ham\", \"probability\": 0.1}"}
    };

    @Test
    void two_labels_have_all_metrics_of_the_positive_one() {
        // rank sum with the tie at 0.6: AUC = (1 + 1 + 1 + 0.5 + 1 + 1 + 0 + 1 + 1) / 9; bins 9, 6, 4, 2 and 1
        assertThat(metrics(Optional.of("spam"), SPAM))
                .isEqualTo("{\"accuracy\":0.666667,\"precision\":0.666667,\"recall\":0.666667,\"f1\":0.666667,"
                        + "\"auc\":0.833333,\"calibration_error\":0.2}");
    }

    @Test
    void many_labels_have_means_over_labels_and_no_area() {
        String[][] animals = {{"cat", "cat"}, {"cat", "dog"}, {"dog", " dog "}, {"cow", "cat"}};

        assertThat(metrics(Optional.empty(), animals))
                .isEqualTo("{\"accuracy\":0.5,\"precision\":0.333333,\"recall\":0.5,\"f1\":0.388889}");
    }

    @Test
    void what_cannot_be_known_is_left_out_and_not_zero() {
        String[][] all = {{"spam", "{\"label\": \"spam\", \"probability\": 1}"}};

        assertThat(metrics(Optional.of("spam"), all)).doesNotContain("auc").contains("\"calibration_error\":0");
    }

    @Test
    void an_answer_without_a_label_is_no_answer() {
        Scorer scorer = new Classification(Optional.empty());

        assertThatThrownBy(() -> scorer.score(evalCase("spam"), "{\"label\": 3}"))
                .isInstanceOf(NoScoreException.class)
                .hasMessageContaining("no 'label'");
        assertThatThrownBy(() -> scorer.score(evalCase("spam"), "{\"label\": \"a\", \"probability\": 1.5}"))
                .isInstanceOf(NoScoreException.class)
                .hasMessageContaining("[0, 1]");
        assertThatThrownBy(() -> scorer.score(evalCase("spam"), "{\"lab")).isInstanceOf(NoScoreException.class);
    }

    private static String metrics(Optional<String> positive, String[][] answers) {
        WholeSet whole = new Classification(positive).wholeSet().orElseThrow();
        for (String[] answer : answers) {
            whole.add(evalCase(answer[0]), answer[1]);
        }
        return PrettyJson.line(whole.metrics());
    }

    private static EvalCase evalCase(String expected) {
        return new EvalCase(
                "c",
                JsonString.of("q"),
                JsonString.of(expected),
                ImmutableList.of(),
                Optional.empty(),
                ImmutableMap.of());
    }
}
