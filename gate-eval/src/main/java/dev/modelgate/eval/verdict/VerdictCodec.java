package dev.modelgate.eval.verdict;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
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
import dev.modelgate.core.verdict.Verdict.SuiteRef;
import dev.modelgate.eval.json.JsonFields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The verdict as {@code modelgate.verdict/v1}, to and from JSON. */
public final class VerdictCodec {

    public static final String SCHEMA = "modelgate.verdict/v1";

    private VerdictCodec() {}

    public static JsonObject encode(Verdict verdict) {
        JsonBuilder json = JsonBuilder.object()
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
                .put("checks", CheckCodec.encode(verdict.checks()));
        return verdict.suites().isEmpty()
                ? json.build()
                : json.put(
                                "suites",
                                JsonArray.of(verdict.suites().stream()
                                        .map(VerdictCodec::encode)
                                        .toList()))
                        .build();
    }

    private static JsonObject encode(SuiteRef suite) {
        return JsonBuilder.object()
                .put("suite", suite.suite())
                .put("candidate", encode(suite.candidate()))
                .put("baseline", encode(suite.baseline()))
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
        JsonBuilder json = JsonBuilder.object()
                .put("bucket", row.bucket())
                .put("status", row.status().name())
                .putOrNull("baseline", row.baseline().map(Fraction::toString))
                .putOrNull("candidate", row.candidate().map(Fraction::toString))
                .putOrNull("delta", row.delta().map(Fraction::toString));
        row.tolerance().ifPresent(tolerance -> json.put("tolerance", tolerance.toString()));
        row.suite().ifPresent(suite -> json.put("suite", suite));
        return json.build();
    }

    /**
     * Reads a verdict.
     *
     * @param name of the file, for messages
     * @throws CannotJudgeException where it is not a verdict of this version: which field, and what is required
     */
    public static Verdict decode(JsonObject source, String name) {
        JsonFields fields = new JsonFields(source, name);
        fields.requireSchema(SCHEMA);
        try {
            return verdict(fields);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CannotJudgeException("%s is not a verdict: %s; judge again".formatted(name, e.getMessage()), e);
        }
    }

    private static Verdict verdict(JsonFields fields) {
        return new Verdict(
                fields.word("decision", Decision.class),
                fields.bool("promotable"),
                reasons(fields),
                fields.optionalText("model_sha"),
                candidate(fields.object("candidate")),
                baseline(fields.object("baseline")),
                fields.optionalText("policy_sha256"),
                fields.optionalText("wiring_sha256"),
                fields.optionalText("live_sha"),
                fields.text("mode"),
                Tolerance.parse(fields.text("tolerance")),
                fields.text("gate_version"),
                Instant.parse(fields.text("created_at")),
                fields.optionalText("run_url"),
                rows(fields),
                CheckCodec.decode(fields, "checks"),
                suites(fields));
    }

    private static CandidateRef candidate(JsonFields fields) {
        return new CandidateRef(fields.text("sha256"), fields.optionalText("cases_sha256"));
    }

    private static BaselineRef baseline(JsonFields fields) {
        return new BaselineRef(fields.text("sha256"), fields.optionalText("model_sha"));
    }

    private static ImmutableList<SuiteRef> suites(JsonFields fields) {
        if (fields.source().member("suites").isEmpty()) {
            return ImmutableList.of();
        }
        return fields.array("suites").stream()
                .map(value -> JsonFields.of(value, fields.name() + ": a suite"))
                .map(suite -> new SuiteRef(
                        suite.text("suite"), candidate(suite.object("candidate")), baseline(suite.object("baseline"))))
                .collect(ImmutableList.toImmutableList());
    }

    /** The codes are distinct and the messages are not, so a message finds its code where only one way is left. */
    private static ImmutableList<Reason> reasons(JsonFields fields) {
        List<ReasonCode> codes = fields.texts("reasons").stream()
                .map(code -> JsonFields.word(code, ReasonCode.class, "a reason"))
                .toList();
        List<String> messages = fields.source().member("messages").isPresent() ? fields.texts("messages") : List.of();
        if (codes.size() == 1 && !messages.isEmpty()) {
            return reasons(messages.size(), i -> codes.get(0), messages::get);
        }
        return reasons(
                codes.size(),
                codes::get,
                codes.size() == messages.size()
                        ? messages::get
                        : i -> codes.get(i).name());
    }

    private static ImmutableList<Reason> reasons(
            int number, IntFunction<ReasonCode> code, IntFunction<String> message) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Reason(code.apply(i), message.apply(i)))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<BucketRow> rows(JsonFields fields) {
        return fields.array("buckets").stream()
                .map(value -> row(JsonFields.of(value, fields.name() + ": a bucket")))
                .collect(ImmutableList.toImmutableList());
    }

    private static BucketRow row(JsonFields fields) {
        return new BucketRow(
                fields.text("bucket"),
                fields.word("status", BucketStatus.class),
                fraction(fields, "baseline"),
                fraction(fields, "candidate"),
                fraction(fields, "delta"),
                fields.optionalText("tolerance").map(Tolerance::parse),
                fields.optionalText("suite"));
    }

    private static Optional<Fraction> fraction(JsonFields fields, String key) {
        return fields.optionalText(key).map(VerdictCodec::fraction);
    }

    private static Fraction fraction(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Fraction.of(new BigDecimal(text))
                : new Fraction(new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
    }
}
