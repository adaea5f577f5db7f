package dev.modelgate.eval.run;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Holds batches back until all before them have come, so that what is written keeps the eval set's order. */
final class InOrder {

    private final Consumer<Outcome> next;
    private final Map<Integer, Answers.Batch> waiting = new HashMap<>();
    private int expected;

    InOrder(Consumer<Outcome> next) {
        this.next = next;
    }

    void accept(Answers.Batch batch) {
        waiting.put(batch.index(), batch);
        for (Answers.Batch ready = waiting.remove(expected); ready != null; ready = waiting.remove(expected)) {
            ready.outcomes().forEach(next);
            expected++;
        }
    }
}
