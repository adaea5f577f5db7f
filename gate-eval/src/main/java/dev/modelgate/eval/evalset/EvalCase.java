package dev.modelgate.eval.evalset;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One case of an eval set: a question, the answer that counts as right, and the slices it belongs to.
 *
 * @param id unique within the set; pairs the case with itself in every other report
 * @param input what the model is asked; a text, or a structure where the runtime takes one
 * @param expected what the scorer measures the answer against
 * @param buckets without {@code aggregate}, which holds every case
 * @param cluster what the case shares with others (a verb, a passage), for clustered errors
 * @param extra what else the set says of the case, such as its lemma; passed through to the results
 */
public record EvalCase(
        String id,
        JsonValue input,
        JsonValue expected,
        ImmutableList<String> buckets,
        Optional<String> cluster,
        ImmutableMap<String, JsonValue> extra) {

    public EvalCase {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("'id' is empty, but ids pair a case with its results; give it one");
        }
        requireSound(buckets);
    }

    /** The question as the runtime gets it: a text as it is, a structure as JSON on one line. */
    public String inputText() {
        return text(input);
    }

    /** The expected answer as it is shown, and as text scorers compare it. */
    public String expectedText() {
        return text(expected);
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.text() : PrettyJson.line(value);
    }

    private static void requireSound(ImmutableList<String> buckets) {
        Set<String> seen = new HashSet<>();
        for (String bucket : buckets) {
            if (bucket.isEmpty()) {
                throw new IllegalArgumentException("a bucket is '', but a bucket has a name; name it or drop it");
            }
            if (bucket.equals(Bucket.AGGREGATE)) {
                throw new IllegalArgumentException(
                        "a bucket is 'aggregate', but that is the bucket of all cases; choose another name");
            }
            if (!seen.add(bucket)) {
                throw new IllegalArgumentException(
                        "bucket '%s' is named twice, but a case counts once in a bucket; keep one".formatted(bucket));
            }
        }
    }
}
