package dev.modelgate.eval.verdict;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.BaselineRef;
import dev.modelgate.core.verdict.Verdict.CandidateRef;
import dev.modelgate.eval.json.JsonShape;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The verdict as {@code modelgate.verdict/v1}, to and from JSON. */
public final class VerdictCodec {

    public static final String SCHEMA = "modelgate.verdict/v1";

    private VerdictCodec() {}

    public static JsonObject encode(Verdict verdict) {
        return JsonBuilder.object()
                .put("schema", SCHEMA)
                .put("decision", verdict.decision().name())
                .put("promotable", verdict.promotable())
                .putTexts(
                        "reasons",
                        verdict.reasons().stream()
                                .map(reason -> reason.code().name())
                                .distinct()
                                .toList())
                .putTexts(
                        "messages",
                        verdict.reasons().stream().map(Reason::message).toList())
                .putOrNull("model_sha", verdict.modelSha())
                .put("candidate", encode(verdict.candidate()))
                .put("baseline", encode(verdict.baseline()))
                .putOrNull("policy_sha256", verdict.policySha256())
                .putOrNull("wiring_sha256", verdict.wiringSha256())
                .putOrNull("live_sha", verdict.liveSha())
                .put("mode", verdict.mode())
                .put("tolerance", verdict.tolerance().toString())
                .put("gate_version", verdict.gateVersion())
                .put("created_at", verdict.createdAt().toString())
                .putOrNull("run_url", verdict.runUrl())
                .put(
                        "buckets",
                        JsonArray.of(verdict.buckets().stream()
                                .map(VerdictCodec::encode)
                                .toList()))
                .put("checks", JsonArray.of(List.of()))
                .build();
    }

    private static JsonObject encode(CandidateRef candidate) {
        return JsonBuilder.object()
                .put("sha256", candidate.sha256())
                .putOrNull("cases_sha256", candidate.casesSha256())
                .build();
    }

    private static JsonObject encode(BaselineRef baseline) {
        return JsonBuilder.object()
                .put("sha256", baseline.sha256())
                .putOrNull("model_sha", baseline.modelSha())
                .build();
    }

    private static JsonObject encode(BucketRow row) {
        return JsonBuilder.object()
                .put("bucket", row.bucket())
                .put("status", row.status().name())
                .putOrNull("baseline", row.baseline().map(Fraction::toString))
                .putOrNull("candidate", row.candidate().map(Fraction::toString))
                .putOrNull("delta", row.delta().map(Fraction::toString))
                .build();
    }

    /**
     * Reads a verdict.
     *
     * @param name of the file, for messages
     * @throws CannotJudgeException where it is not a verdict of this version: which field, and what is required
     */
    public static Verdict decode(JsonObject source, String name) {
        Fields fields = new Fields(source, name);
        if (!fields.text("schema").equals(SCHEMA)) {
            throw new CannotJudgeException("%s: the schema is '%s', but '%s' is the version understood"
                    .formatted(name, fields.text("schema"), SCHEMA));
        }
        try {
            return fields.verdict();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CannotJudgeException("%s is not a verdict: %s; judge again".formatted(name, e.getMessage()), e);
        }
    }

    /** The fields of one object, named in messages by their file. */
    private record Fields(JsonObject source, String name) {

        Verdict verdict() {
            Fields candidate = object("candidate");
            Fields baseline = object("baseline");
            return new Verdict(
                    Decision.valueOf(text("decision")),
                    JsonShape.bool(required("promotable"), what("promotable")),
                    reasons(),
                    optionalText("model_sha"),
                    new CandidateRef(candidate.text("sha256"), candidate.optionalText("cases_sha256")),
                    new BaselineRef(baseline.text("sha256"), baseline.optionalText("model_sha")),
                    optionalText("policy_sha256"),
                    optionalText("wiring_sha256"),
                    optionalText("live_sha"),
                    text("mode"),
                    Tolerance.parse(text("tolerance")),
                    text("gate_version"),
                    Instant.parse(text("created_at")),
                    optionalText("run_url"),
                    rows());
        }

        private ImmutableList<Reason> reasons() {
            List<JsonValue> codes =
                    JsonShape.array(required("reasons"), what("reasons")).items();
            return codes.stream()
                    .map(code -> ReasonCode.valueOf(JsonShape.text(code, what("reasons"))))
                    .map(code -> new Reason(code, code.name()))
                    .collect(ImmutableList.toImmutableList());
        }

        private ImmutableList<BucketRow> rows() {
            return JsonShape.array(required("buckets"), what("buckets")).items().stream()
                    .map(value -> new Fields(JsonShape.object(value, what("buckets")), name + ": a bucket").row())
                    .collect(ImmutableList.toImmutableList());
        }

        private BucketRow row() {
            return new BucketRow(
                    text("bucket"),
                    BucketStatus.valueOf(text("status")),
                    fraction("baseline"),
                    fraction("candidate"),
                    fraction("delta"));
        }

        private Optional<Fraction> fraction(String key) {
            return optionalText(key).map(Fields::parseFraction);
        }

        private static Fraction parseFraction(String text) {
            int slash = text.indexOf('/');
            return slash < 0
                    ? Fraction.of(new BigDecimal(text))
                    : new Fraction(
                            new java.math.BigInteger(text.substring(0, slash)),
                            new java.math.BigInteger(text.substring(slash + 1)));
        }

        private Fields object(String key) {
            return new Fields(JsonShape.object(required(key), what(key)), what(key));
        }

        private String text(String key) {
            return JsonShape.text(required(key), what(key));
        }

        private Optional<String> optionalText(String key) {
            return JsonShape.optional(source, key).map(value -> JsonShape.text(value, what(key)));
        }

        private JsonValue required(String key) {
            return JsonShape.required(source, key, name);
        }

        private String what(String key) {
            return "%s: '%s'".formatted(name, key);
        }
    }
}
