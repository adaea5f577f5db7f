package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.json.JsonValue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file of results says where it has no cases.
 *
 * @param buckets proportions of which more is better: they are what is gated
 * @param metrics all other numbers by name; they gate nothing unless a policy's check names them
 * @param questions what was asked, where the file tells; equal in two imports exactly where the same was asked
 */
public record ImportedMeasures(
        ImmutableList<Bucket> buckets, ImmutableMap<String, BigDecimal> metrics, Optional<JsonValue> questions)
        implements Imported {

    public ImportedMeasures {
        if (buckets.isEmpty() && metrics.isEmpty()) {
            throw new IllegalArgumentException(
                    "the results have no number that was measured, but at least one is required; nothing measured is not a pass");
        }
    }

    /** @throws CannotJudgeException where the file has nothing to gate by */
    static ImportedMeasures of(
            Path file,
            ImmutableList<Bucket> buckets,
            ImmutableMap<String, BigDecimal> metrics,
            Optional<JsonValue> questions) {
        try {
            return new ImportedMeasures(buckets, metrics, questions);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String summary() {
        return buckets.isEmpty()
                ? "no buckets, %d metrics, no cases; a policy judges them as a suite with 'buckets: ignored' by the check 'metric', such as {type: metric, suite: NAME, metric: metrics.%s, better: lower, max_loss: 1}"
                        .formatted(metrics.size(), metrics.keySet().iterator().next())
                : "%d buckets, %d other metrics, no cases".formatted(buckets.size(), metrics.size());
    }
}
