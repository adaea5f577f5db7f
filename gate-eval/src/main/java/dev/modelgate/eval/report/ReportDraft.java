package dev.modelgate.eval.report;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.evalset.EvalSetDigests;
import dev.modelgate.eval.json.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A report about to be written: what an evaluation found, and of what.
 *
 * @param modelSha canonical SHA of the bundle; absent where no bundle was named
 * @param evalSet the digests that name it
 * @param createdAt written to the second
 * @param runtime what ran the model, by its name
 * @param scorer what judged the answers, by its name
 * @param buckets in the order in which they are written
 * @param errors cases that got no answer, in the order of the eval set; they count in no bucket
 * @param sections what else was found, by the name under which the report says it
 * @param cases name of the case file beside the report
 */
public record ReportDraft(
        Optional<String> modelSha,
        Optional<String> suite,
        EvalSetDigests evalSet,
        Instant createdAt,
        String runtime,
        String scorer,
        ImmutableList<Bucket> buckets,
        ImmutableList<CaseError> errors,
        JsonObject sections,
        Latency latency,
        String cases) {

    /** The stage that an evaluation's report speaks of. */
    public static final String STAGE = "evaluate";

    /** So many decimals tell apart any two counts of a set below a million cases. */
    private static final int DECIMALS = 6;

    /** A case that got no answer, and why. */
    public record CaseError(String id, String message) {}

    /**
     * How long the answers took.
     *
     * @param n answers measured; where 0, nothing is known
     */
    public record Latency(BigDecimal p50, BigDecimal p95, BigDecimal p99, long n) {}

    /** The report as {@code modelgate.eval/v1}. */
    public JsonObject toJson() {
        JsonBuilder report =
                JsonBuilder.object().put("schema", ReportReader.SCHEMA).putOrNull("model_sha", modelSha);
        suite.ifPresent(name -> report.put("suite", name));
        report.put("stage", STAGE).put("eval_set_dvc_hash", evalSet.dvc()).put("eval_set_sha256", evalSet.sha256());
        if (evalSet.unixLineEnds()) {
            report.put("eval_set_dvc_hash_kind", "md5-dos2unix");
        }
        report.put("created_at", createdAt.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("runtime", runtime)
                .put("scorer", scorer)
                .put("buckets", buckets(buckets))
                .put("errors", errors.size());
        if (!errors.isEmpty()) {
            report.put(
                    "error_cases",
                    JsonArray.of(errors.stream().map(ReportDraft::error).toList()));
        }
        return report.putAll(sections)
                .put("latency_ms", latency(latency))
                .put("cases", cases)
                .build();
    }

    private static JsonObject buckets(List<Bucket> buckets) {
        JsonBuilder object = JsonBuilder.object();
        buckets.forEach(bucket -> object.put(bucket.name(), bucket(bucket)));
        return object.build();
    }

    private static JsonObject bucket(Bucket bucket) {
        JsonBuilder object = JsonBuilder.object().put("accuracy", decimal(bucket.accuracy()));
        bucket.n().ifPresent(n -> object.put("n", n));
        bucket.correct().ifPresent(correct -> object.put("correct", correct));
        return object.build();
    }

    /** Rounded to the nearest, so that it stays within half a unit of its last digit, as the format demands. */
    private static JsonNumber decimal(Fraction accuracy) {
        return Decimals.plain(accuracy.rounded(DECIMALS, RoundingMode.HALF_EVEN));
    }

    private static JsonObject error(CaseError error) {
        return JsonBuilder.object()
                .put("id", error.id())
                .put("message", error.message())
                .build();
    }

    private static JsonObject latency(Latency latency) {
        return JsonBuilder.object()
                .put("p50", Decimals.plain(latency.p50()))
                .put("p95", Decimals.plain(latency.p95()))
                .put("p99", Decimals.plain(latency.p99()))
                .put("n", latency.n())
                .build();
    }
}
