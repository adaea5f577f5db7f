package dev.modelgate.core.evidence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An evaluation report: a candidate's, or the committed baseline, which share one format
 * ({@code modelgate.eval/v1}).
 *
 * @param modelSha canonical SHA of the evaluated bundle; absent where no bundle was named
 * @param evalSetDvcHash MD5 as DVC gives it, with {@code .dir} for a folder
 * @param evalSetSha256 SHA-256 of the same bytes
 * @param buckets by name, in the order of the file
 * @param numbers every number outside {@code buckets}, by its dotted path: {@code metrics.auc},
 *     {@code latency_ms.p50}
 * @param cases the per-case results, where the report names them
 * @param source the report as read, with the fields that are not understood
 */
public record EvalReport(
        Optional<String> modelSha,
        Optional<String> suite,
        Optional<String> stage,
        Optional<String> evalSetDvcHash,
        Optional<String> evalSetSha256,
        ImmutableMap<String, Bucket> buckets,
        ImmutableMap<String, BigDecimal> numbers,
        Optional<ImmutableList<CaseResult>> cases,
        JsonObject source) {

    public Optional<Bucket> bucket(String name) {
        return Optional.ofNullable(buckets.get(name));
    }
}
