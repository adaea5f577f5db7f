package dev.modelgate.eval.evalset;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.util.Map;

/**
 * Puts cases into buckets by what they say of themselves: a field {@code lemma} of {@code go} makes {@code verb.go}.
 * The set's bytes, and with them its digests, stay what they were.
 */
public final class DerivedBuckets {

    private DerivedBuckets() {}

    /** @param fields the field by the prefix of the bucket: {@code verb: lemma}; a case without the field gets none */
    public static EvalSet of(EvalSet evalSet, ImmutableMap<String, String> fields) {
        if (fields.isEmpty()) {
            return evalSet;
        }
        return new EvalSet(
                evalSet.name(),
                evalSet.cases().stream()
                        .map(evalCase -> derived(evalCase, fields))
                        .collect(ImmutableList.toImmutableList()),
                evalSet.digests());
    }

    private static EvalCase derived(EvalCase evalCase, ImmutableMap<String, String> fields) {
        ImmutableList.Builder<String> buckets = ImmutableList.<String>builder().addAll(evalCase.buckets());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            JsonValue value = evalCase.extra().get(field.getValue());
            if (value instanceof JsonString text && !text.text().isEmpty()) {
                buckets.add(field.getKey() + "." + text.text());
            }
        }
        return new EvalCase(
                evalCase.id(),
                evalCase.input(),
                evalCase.expected(),
                buckets.build(),
                evalCase.cluster(),
                evalCase.extra());
    }
}
