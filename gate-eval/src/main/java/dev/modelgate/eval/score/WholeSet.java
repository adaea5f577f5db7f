package dev.modelgate.eval.score;

import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.evalset.EvalCase;

/** What no single answer has, but all of them together. Taken in the eval set's order, by one thread. */
public interface WholeSet {

    void add(EvalCase evalCase, String output);

    /** The report's {@code metrics}: numbers by name. */
    JsonObject metrics();
}
