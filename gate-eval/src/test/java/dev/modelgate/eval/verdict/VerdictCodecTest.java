package dev.modelgate.eval.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.report.ReportReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictCodecTest {

    private static final String SHA = "ab".repeat(32);

    @Test
    void writes_the_documented_form() {
        Verdict verdict = verdict("""
                {"model_sha": "%s", "buckets": {"tense.past": {"n": 150, "correct": 146}, "z": 0.5}}""".formatted(SHA));

        assertThat(PrettyJson.indented(VerdictCodec.encode(verdict))).isEqualTo("""
                {
                  "schema": "modelgate.verdict/v1",
                  "decision": "PASS",
                  "promotable": true,
                  "reasons": [],
                  "messages": [],
                  "model_sha": "%s",
                  "candidate": {
                    "sha256": "%s",
                    "cases_sha256": null
                  },
                  "baseline": {
                    "sha256": "%s",
                    "model_sha": null
                  },
                  "policy_sha256": null,
                  "wiring_sha256": null,
                  "live_sha": null,
                  "mode": "point",
                  "tolerance": "0.02",
                  "gate_version": "1.0",
                  "created_at": "2026-05-01T09:00:00Z",
                  "run_url": null,
                  "buckets": [
                    {"bucket": "tense.past", "status": "PASS", "baseline": "0.98", "candidate": "73/75", "delta": "-1/150"},
                    {"bucket": "z", "status": "NEW", "baseline": null, "candidate": "0.5", "delta": null}
                  ],
                  "checks": []
                }
                """.formatted(
                        SHA, verdict.candidate().sha256(), verdict.baseline().sha256()));
    }

    @Test
    void reads_back_what_it_wrote() {
        Verdict verdict = verdict("{\"model_sha\": \"%s\", \"buckets\": {\"x\": 1}}".formatted(SHA));
        Verdict read = VerdictCodec.decode(encoded(verdict), "v.json");

        assertThat(read.decision()).isEqualTo(Decision.REFUSED);
        assertThat(PrettyJson.line(VerdictCodec.encode(read)).replaceAll("\"messages\":\\[[^]]*]", ""))
                .isEqualTo(PrettyJson.line(VerdictCodec.encode(verdict)).replaceAll("\"messages\":\\[[^]]*]", ""));
    }

    @Test
    void may_not_promote_without_a_subject_or_with_another_tolerance() {
        assertThat(verdict("{\"buckets\": {\"tense.past\": {\"n\": 150, \"correct\": 150}}}")
                        .promotable())
                .isFalse();
        assertThat(verdict(
                                "{\"model_sha\": \"%s\", \"buckets\": {\"tense.past\": {\"n\": 150, \"correct\": 150}}}"
                                        .formatted(SHA),
                                "0.03")
                        .promotable())
                .isFalse();
        assertThat(verdict(
                                "{\"model_sha\": \"%s\", \"buckets\": {\"tense.past\": {\"n\": 150, \"correct\": 150}}}"
                                        .formatted(SHA),
                                "0.020")
                        .promotable())
                .isTrue();
    }

    @Test
    void refuses_a_document_that_is_no_verdict_of_this_version() {
        JsonObject other =
                JsonBuilder.object().put("schema", "modelgate.verdict/v9").build();

        assertThatThrownBy(() -> VerdictCodec.decode(other, "v.json"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessage("v.json: the schema is 'modelgate.verdict/v9', but 'modelgate.verdict/v1' is the version"
                        + " understood");
    }

    @Test
    void names_a_word_that_no_verdict_has_and_those_that_are_known() {
        String text = PrettyJson.indented(VerdictCodec.encode(verdict("{\"buckets\": {\"tense.past\": 0.9}}")));

        assertUnknown(text.replace("\"REFUSED\"", "\"MAYBE\""), "'decision' is 'MAYBE', but one of PASS, REFUSED");
        assertUnknown(text.replace("\"FAIL\"", "\"FELL\""), "'status' is 'FELL', but one of ");
        assertUnknown(text.replace("BUCKET_BELOW_FLOOR", "BELOW"), "a reason is 'BELOW', but one of ");
    }

    private static void assertUnknown(String text, String words) {
        JsonObject document = JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8), "v.json");

        assertThatThrownBy(() -> VerdictCodec.decode(document, "v.json"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("v.json is not a verdict: " + words)
                .hasMessageNotContaining("No enum constant");
    }

    private static JsonObject encoded(Verdict verdict) {
        return JsonReader.readObject(
                PrettyJson.indented(VerdictCodec.encode(verdict)).getBytes(StandardCharsets.UTF_8), "v.json");
    }

    private static Verdict verdict(String candidate) {
        return verdict(candidate, "0.02");
    }

    private static Verdict verdict(String candidate, String tolerance) {
        Evidence found = evidence(candidate);
        Evidence required = evidence("{\"buckets\": {\"tense.past\": {\"n\": 150, \"correct\": 147}}}");
        Comparison comparison = Comparison.of(found.report(), required.report(), Tolerance.parse(tolerance));
        return Verdict.of(
                comparison,
                found,
                required,
                new Circumstances(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "1.0",
                        Instant.parse("2026-05-01T09:00:00Z"),
                        Optional.empty()));
    }

    private static Evidence evidence(String json) {
        return ReportReader.read(json.getBytes(StandardCharsets.UTF_8), "r", name -> {
            throw new java.io.IOException("no cases here");
        });
    }
}
