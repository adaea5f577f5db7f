package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Numbers of a tool that does not say which of them are proportions of which more is better: whoever imports says it, by
 * {@code --columns BUCKET=METRIC}.
 *
 * @param source the object that they stand in, for messages
 * @param values by the names that the page of importers gives them; from outside
 */
record NamedNumbers(Walk source, ImmutableMap<String, BigDecimal> values) {

    /** @throws CannotJudgeException where a named one is not there, or is no proportion */
    ImmutableList<Bucket> buckets(ImmutableMap<String, String> columns) {
        ImmutableList.Builder<Bucket> buckets = ImmutableList.builder();
        columns.forEach((bucket, metric) -> buckets.add(source.bucket(bucket, metric, value(metric))));
        return buckets.build();
    }

    /** Those that nobody named. */
    ImmutableMap<String, BigDecimal> others(ImmutableMap<String, String> columns) {
        ImmutableMap.Builder<String, BigDecimal> others = ImmutableMap.builder();
        for (Map.Entry<String, BigDecimal> each : values.entrySet()) {
            if (!columns.containsValue(each.getKey())) {
                others.put(each);
            }
        }
        return others.buildOrThrow();
    }

    private BigDecimal value(String metric) {
        return Optional.ofNullable(values.get(metric))
                .orElseThrow(() -> new CannotJudgeException("%s has no metric '%s', but --columns names it; it has %s"
                        .formatted(source.where(), metric, new TreeSet<>(values.keySet()))));
    }
}
