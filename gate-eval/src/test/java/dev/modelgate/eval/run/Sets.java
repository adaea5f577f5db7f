package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.evalset.EvalSetDigests;
import java.util.List;
import java.util.Optional;

/** Eval sets made in memory. */
final class Sets {

    static final EvalSetDigests DIGESTS = new EvalSetDigests("d41d8cd98f00b204e9800998ecf8427e", "ab".repeat(32));

    private Sets() {}

    static EvalSet of(EvalCase... cases) {
        return of(List.of(cases));
    }

    static EvalSet of(List<EvalCase> cases) {
        return new EvalSet("set.jsonl", ImmutableList.copyOf(cases), DIGESTS);
    }

    static EvalCase evalCase(String id, String expected, String... buckets) {
        return new EvalCase(
                id,
                JsonString.of("what is " + id + "?"),
                JsonString.of(expected),
                ImmutableList.copyOf(buckets),
                Optional.empty(),
                ImmutableMap.of());
    }
}
