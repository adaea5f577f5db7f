package dev.modelgate.eval.evalset;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Takes cases one by one, from whatever form they are written in; each id may occur once. */
final class CaseCollector {

    private final ImmutableList.Builder<EvalCase> cases = ImmutableList.builder();

    /** Where each id stood, so that a repetition can name both places. */
    private final Map<String, String> places = new HashMap<>();

    /** Thousands of cases name the same few lists of buckets; one copy of each is enough. */
    private final Map<ImmutableList<String>, ImmutableList<String>> bucketLists = new HashMap<>();

    /** @param where {@code file:line}, for messages */
    void accept(JsonObject object, String where) {
        EvalCase evalCase = new CaseFields(object, where).evalCase(bucketLists);
        String before = places.putIfAbsent(evalCase.id(), where);
        if (before != null) {
            throw new CannotJudgeException(
                    "%s: case '%s' occurs twice, first at %s; keep one".formatted(where, evalCase.id(), before));
        }
        cases.add(evalCase);
    }

    ImmutableList<EvalCase> cases() {
        return cases.build();
    }
}
