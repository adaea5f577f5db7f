package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.CasePair;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.decision.BucketEvidence;
import dev.modelgate.eval.verdict.VerdictCodec;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A review as {@code modelgate.review/v1}: the verdict whole, and every number its evidence can be repeated from. */
public final class ReviewJson {

    public static final String SCHEMA = "modelgate.review/v1";

    private ReviewJson() {}

    public static JsonObject of(Review review) {
        return JsonBuilder.object()
                .put("schema", SCHEMA)
                .put("verdict", VerdictCodec.encode(review.verdict()))
                .put("alpha", number(review.plan().alpha()))
                .put("power", number(review.plan().power()))
                .put("false_refusal", number(review.falseRefusal()))
                .put(
                        "buckets",
                        JsonArray.of(review.worstFirst().stream()
                                .map(ReviewJson::bucket)
                                .toList()))
                .put("lost", cases(review, CasePair.Outcome.LOST))
                .put("won", cases(review, CasePair.Outcome.WON))
                .build();
    }

    static JsonObject bucket(BucketReview bucket) {
        JsonBuilder out = JsonBuilder.object()
                .put("bucket", bucket.bucket())
                .put("status", bucket.status().name())
                .put("n", number(bucket.cases()))
                .putOrNull("baseline", bucket.row().baseline().map(Object::toString))
                .putOrNull("candidate", bucket.row().candidate().map(Object::toString))
                .putOrNull("delta", bucket.row().delta().map(Object::toString))
                .put("tolerance", bucket.tolerance().toString())
                .put("lost", number(bucket.lost()))
                .put("won", number(bucket.won()));
        bucket.evidence().ifPresent(evidence -> addEvidence(out, evidence));
        return out.build();
    }

    private static void addEvidence(JsonBuilder out, BucketEvidence evidence) {
        out.put("method", evidence.method().label())
                .put("interval", evidence.interval().map(ReviewJson::interval).orElse(JsonNull.NULL))
                .put("p_non_inferior", number(evidence.pNonInferior()))
                .put("p_harm", number(evidence.pHarm()))
                .put("p_harm_holm", number(evidence.pHarmHolm()))
                .put("detectable_drop", number(evidence.detectable()))
                .put("cases_needed", number(evidence.casesNeeded()))
                .put("flip_probability", number(evidence.flipProbability()))
                .put(
                        "clusters",
                        evidence.clusters().isPresent()
                                ? JsonNumber.of(evidence.clusters().getAsInt())
                                : JsonNull.NULL)
                .put("design_effect", number(evidence.designEffect()))
                .putTexts("notes", evidence.notes());
    }

    private static JsonArray cases(Review review, CasePair.Outcome outcome) {
        return JsonArray.of(review.pairs(outcome).stream().map(ReviewJson::pair).toList());
    }

    private static JsonObject pair(CasePair pair) {
        CaseResult before = pair.baseline();
        return JsonBuilder.object()
                .put("id", pair.id())
                .putTexts("buckets", before.buckets())
                .putOrNull("input", before.input())
                .putOrNull("expected", before.expected())
                .putOrNull("baseline_output", before.output())
                .putOrNull("candidate_output", pair.candidate().output())
                .build();
    }

    private static JsonValue interval(Interval interval) {
        return JsonArray.of(java.util.List.of(number(interval.lower()), number(interval.upper())));
    }

    private static JsonValue number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : JsonNull.NULL;
    }

    private static JsonValue number(OptionalLong value) {
        return value.isPresent() ? JsonNumber.of(value.getAsLong()) : JsonNull.NULL;
    }

    /** JSON has no infinity; what is not finite is not known. */
    private static JsonValue number(double value) {
        return Double.isFinite(value) ? JsonNumber.of(BigDecimal.valueOf(value)) : JsonNull.NULL;
    }
}
