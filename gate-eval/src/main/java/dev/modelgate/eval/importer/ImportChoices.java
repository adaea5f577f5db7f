package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import java.util.List;
import java.util.Optional;

/**
 * What whoever imports says beside the file.
 *
 * @param columns the tool's name by ours: {@code passed=ok}; which words there are, the format says
 * @param bucketBy fields of the cases that make buckets
 * @param metricsOnly that no number is a proportion of which more is better, where the tool does not say it
 */
public record ImportChoices(
        ImmutableMap<String, String> columns, ImmutableList<BucketField> bucketBy, boolean metricsOnly) {

    /**
     * A field whose values are buckets.
     *
     * @param prefix of the bucket's name: {@code tense} makes {@code tense.past}; without it the value is the name
     * @param field by its dotted name: {@code metadata.tense}
     */
    public record BucketField(Optional<String> prefix, String field) {

        String bucket(String value) {
            return prefix.map(before -> before + "." + value).orElse(value);
        }
    }

    public static ImportChoices ofColumns(ImmutableMap<String, String> columns) {
        return new ImportChoices(columns, ImmutableList.of(), false);
    }

    Optional<String> column(String ours) {
        return Optional.ofNullable(columns.get(ours));
    }

    /**
     * Refuses words that the format does not know: one that nobody reads would change nothing, and nobody would see it.
     *
     * @throws CannotJudgeException with the words that it knows
     */
    void requireWords(String format, List<String> known) {
        for (String word : columns.keySet()) {
            if (!known.contains(word)) {
                throw new CannotJudgeException("--columns has '%s', but the words of %s are %s; correct it%s"
                        .formatted(
                                word,
                                format,
                                String.join(", ", known),
                                word.equals("buckets") ? ", or name fields that make buckets by --bucket-by" : ""));
            }
        }
    }

    /** For a format that says itself what its numbers are, or has cases. */
    void requireNoMetricsOnly(String format) {
        if (metricsOnly) {
            throw new CannotJudgeException(
                    "--metrics-only is given, but %s says itself what is a proportion; leave it out".formatted(format));
        }
    }

    /** The same for a format that reads all there is. */
    void requireNoColumns(String format) {
        if (!columns.isEmpty()) {
            throw new CannotJudgeException(
                    "--columns has '%s', but %s takes none; leave it out, and name fields that make buckets by --bucket-by"
                            .formatted(columns.keySet().iterator().next(), format));
        }
    }

    /** For a format without cases. */
    void requireNoBucketBy(String format) {
        if (!bucketBy.isEmpty()) {
            throw new CannotJudgeException(
                    "--bucket-by names '%s', but %s has no cases to put into buckets; leave it out"
                            .formatted(bucketBy.get(0).field(), format));
        }
    }
}
