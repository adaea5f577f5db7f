package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.modelgate.core.json.PrettyJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewJsonTest {

    private final String json = PrettyJson.indented(ReviewJson.of(Reviews.refused()));

    @Test
    void carries_the_verdict_and_the_buckets_worst_first() {
        assertThat(JsonPath.<String>read(json, "$.verdict.decision")).isEqualTo("REFUSED");
        assertThat(JsonPath.<List<String>>read(json, "$.buckets[*].bucket"))
                .containsExactly("gone", "falls", "stays", "added");
    }

    @Test
    void gives_the_numbers_that_the_decision_can_be_repeated_from() {
        assertThat(JsonPath.<String>read(json, "$.buckets[1].method")).isEqualTo("tango+mcnemar_midp");
        assertThat(JsonPath.<Double>read(json, "$.buckets[1].p_harm")).isLessThan(0.001);
        assertThat(JsonPath.<List<Double>>read(json, "$.buckets[1].interval")).hasSize(2);
        assertThat(JsonPath.<Integer>read(json, "$.buckets[1].lost")).isEqualTo(10);
        assertThat(JsonPath.<Double>read(json, "$.alpha")).isEqualTo(0.05);
    }

    @Test
    void what_is_not_known_is_null_and_never_zero() {
        assertThat(JsonPath.<Object>read(json, "$.buckets[0].candidate")).isNull();
        assertThat(JsonPath.<Object>read(json, "$.buckets[0].lost")).isNull();
        assertThat(JsonPath.<Object>read(json, "$.buckets[0].interval")).isNull();
    }

    @Test
    void lists_each_lost_case_with_both_outputs() {
        assertThat(JsonPath.<List<Object>>read(json, "$.lost")).hasSize(10);
        assertThat(JsonPath.<String>read(json, "$.lost[0].baseline_output")).isEqualTo("yes");
        assertThat(JsonPath.<String>read(json, "$.lost[0].candidate_output")).startsWith("no");
    }
}
