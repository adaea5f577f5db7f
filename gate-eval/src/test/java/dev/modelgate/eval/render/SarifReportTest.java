package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.review.Review;
import java.util.List;
import org.junit.jupiter.api.Test;

class SarifReportTest {

    @Test
    void has_a_result_for_everything_that_blocks_at_the_line_that_requires_it() {
        String sarif = sarif(Reviews.refused());

        assertThat(JsonPath.<List<String>>read(sarif, "$.runs[0].results[*].ruleId"))
                .containsExactly("BUCKET_MISSING", "BUCKET_BELOW_FLOOR");
        assertThat(JsonPath.<List<Integer>>read(
                        sarif, "$.runs[0].results[*].locations[0].physicalLocation.region.startLine"))
                .containsExactly(4, 3);
        assertThat(JsonPath.<String>read(
                        sarif, "$.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri"))
                .isEqualTo("eval/base%20line.json");
        assertThat(JsonPath.<List<String>>read(sarif, "$.runs[0].tool.driver.rules[*].id"))
                .containsExactly("BUCKET_BELOW_FLOOR", "BUCKET_MISSING");
    }

    @Test
    void names_a_mismatch_by_its_reason() {
        assertThat(JsonPath.<List<String>>read(sarif(Reviews.mismatched()), "$.runs[0].results[*].ruleId"))
                .containsExactly("EVAL_SET_MISMATCH");
    }

    @Test
    void a_pass_has_no_results() {
        assertThat(JsonPath.<List<Object>>read(sarif(Reviews.passed()), "$.runs[0].results"))
                .isEmpty();
    }

    @Test
    void a_finding_keeps_its_print_from_run_to_run() {
        String path = "$.runs[0].results[0].partialFingerprints['modelgate/v1']";

        assertThat(JsonPath.<String>read(sarif(Reviews.refused()), path))
                .isEqualTo(JsonPath.<String>read(sarif(Reviews.refused("other")), path))
                .hasSize(64);
    }

    private static String sarif(Review review) {
        return PrettyJson.indented(SarifReport.of(review, "eval/base line.json"));
    }
}
