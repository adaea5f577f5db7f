package dev.modelgate.eval.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.core.verdict.CheckStatus;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckCodecTest {

    private static final CheckResult DROPPED = new CheckResult(
            "auc",
            "relative-drop",
            CheckSeverity.SUPPORTING,
            CheckStatus.FAIL,
            "metrics.auc",
            Optional.of("0.89"),
            "at least 0.9",
            "metrics.auc is 0.89, but at least 0.9 is required; train on",
            ImmutableList.of(ReasonCode.METRIC_DROPPED),
            ImmutableList.of());

    private static final CheckResult ABSENT = new CheckResult(
            "either",
            "composite",
            CheckSeverity.CRITICAL,
            CheckStatus.NOT_MEASURED,
            "1 of 1",
            Optional.empty(),
            "any of 1",
            "none was measured",
            ImmutableList.of(ReasonCode.METRIC_MISSING),
            ImmutableList.of(DROPPED));

    @Test
    void writes_the_documented_form() {
        assertThat(PrettyJson.line(CheckCodec.encode(ImmutableList.of(DROPPED))))
                .isEqualTo("[{\"id\":\"auc\",\"type\":\"relative-drop\",\"severity\":\"supporting\","
                        + "\"status\":\"FAIL\",\"subject\":\"metrics.auc\",\"found\":\"0.89\","
                        + "\"required\":\"at least 0.9\","
                        + "\"message\":\"metrics.auc is 0.89, but at least 0.9 is required; train on\","
                        + "\"reasons\":[\"METRIC_DROPPED\"]}]");
    }

    @Test
    void reads_back_what_it_wrote_with_the_parts_of_a_composite() {
        assertThat(decoded(CheckCodec.encode(ImmutableList.of(ABSENT, DROPPED))))
                .containsExactly(ABSENT, DROPPED);
    }

    @Test
    void refuses_a_check_that_does_not_pass_and_has_no_reason() {
        String text = PrettyJson.line(CheckCodec.encode(ImmutableList.of(DROPPED)));

        assertThatThrownBy(() -> decoded(read(text.replace("\"METRIC_DROPPED\"", ""))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("check 'auc' is FAIL with the reasons [], but exactly a check that does not pass has"
                        + " reasons");
        assertThatThrownBy(() -> decoded(read(text.replace("\"FAIL\"", "\"NOT_MEASURED\""))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("check 'auc' is NOT_MEASURED with the value 0.89, but what was found was measured");
    }

    private static ImmutableList<CheckResult> decoded(JsonArray checks) {
        return CheckCodec.decode(
                new JsonFields(JsonBuilder.object().put("checks", checks).build(), "v.json"), "checks");
    }

    private static JsonArray read(String checks) {
        byte[] object = "{\"checks\": %s}".formatted(checks).getBytes(StandardCharsets.UTF_8);
        return (JsonArray)
                JsonReader.readObject(object, "v.json").member("checks").orElseThrow();
    }
}
