package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Numbers of a tool that does not say which of them are proportions of which more is better: whoever imports says it, by
 * {@code --columns BUCKET=METRIC}. By the names that the page of importers gives them; from outside.
 */
final class NamedNumbers {

    private final Walk source;
    private final Map<String, BigDecimal> values = new LinkedHashMap<>();
    private final Set<String> notNumbers = new LinkedHashSet<>();

    /** @param source the object that they stand in, for messages */
    NamedNumbers(Walk source) {
        this.source = source;
    }

    /** Takes what stands there, if it is a number; NaN bars only what names it. The last of several counts. */
    void add(String name, Walk in, String key) {
        if (in.present(key).filter(Walk::isNaN).isPresent()) {
            notNumbers.add(name);
        } else {
            in.number(key).ifPresent(value -> values.put(name, value));
        }
    }

    boolean has(String name) {
        return values.containsKey(name) || notNumbers.contains(name);
    }

    /**
     * The named ones. None may be named only where none could be, or whoever imports says that none is: then all are
     * metrics, for a policy's check to judge.
     *
     * @throws CannotJudgeException where a named one is not there, or is no proportion
     */
    ImmutableList<Bucket> buckets(ImportChoices choices) {
        ImmutableMap<String, String> columns = choices.columns();
        if (choices.metricsOnly() && !columns.isEmpty()) {
            throw new CannotJudgeException(
                    "--metrics-only is given, but --columns names '%s' as a bucket; leave one out"
                            .formatted(columns.values().iterator().next()));
        }
        if (columns.isEmpty()
                && !choices.metricsOnly()
                && values.values().stream().anyMatch(NamedNumbers::mayBeProportion)) {
            throw new CannotJudgeException(
                    "%s: the results have no proportion of which more is better by the tool's own word, but one is required to gate by; name it by --columns BUCKET=METRIC, or say that none is by --metrics-only; there are %s"
                            .formatted(source.file(), new TreeSet<>(values.keySet())));
        }
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

    private static boolean mayBeProportion(BigDecimal value) {
        return value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
    }

    private BigDecimal value(String metric) {
        if (notNumbers.contains(metric)) {
            throw new CannotJudgeException(
                    "%s: the metric '%s' is not a number (NaN or infinite), but --columns names it; gate by another"
                            .formatted(source.where(), metric));
        }
        return Optional.ofNullable(values.get(metric))
                .orElseThrow(() -> new CannotJudgeException("%s has no metric '%s', but --columns names it; it has %s"
                        .formatted(source.where(), metric, new TreeSet<>(values.keySet()))));
    }
}
