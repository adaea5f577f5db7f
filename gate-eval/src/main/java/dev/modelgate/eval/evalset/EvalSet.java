package dev.modelgate.eval.evalset;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.util.HashSet;
import java.util.Set;

/**
 * The cases of an evaluation, in their order, with the digests of the very bytes they were read from.
 *
 * @param name as the user named the source, for messages
 * @param cases at least one, each id once
 */
public record EvalSet(String name, ImmutableList<EvalCase> cases, EvalSetDigests digests) {

    public EvalSet {
        if (cases.isEmpty()) {
            throw new CannotJudgeException(
                    "%s has no cases, but at least one is required; nothing measured is not a pass".formatted(name));
        }
        Set<String> ids = new HashSet<>();
        for (EvalCase evalCase : cases) {
            if (!ids.add(evalCase.id())) {
                throw new CannotJudgeException("%s: case '%s' occurs twice; keep one".formatted(name, evalCase.id()));
            }
        }
    }

    public int size() {
        return cases.size();
    }
}
