package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.http.Waiting;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.tracking.TagDebt;
import dev.modelgate.registry.tracking.TrackedTags;
import java.io.IOException;
import java.util.Optional;

/** The tracker whose runs are told of promotions, where {@code wiring.tracker} names one. */
final class WiredTracker {

    private static final String MLFLOW = "mlflow";

    private WiredTracker() {}

    /** What tells it; empty where none is wired. */
    static Optional<TrackedTags> of(Invocation invocation) {
        return Project.of(invocation).settings().wiring().tracker().map(name -> {
            if (!name.equals(MLFLOW)) {
                throw new CannotJudgeException(
                        "gate.yaml: wiring.tracker is '%s', but 'mlflow' is the one that is known; correct it"
                                .formatted(Printable.line(name)));
            }
            return new TrackedTags(Remote.of(invocation).tracker(), Waiting.REAL, notice -> say(invocation, notice));
        });
    }

    /**
     * Takes back what a promotion that was cut short told it. Never fails: a rollback is made whatever the tracker
     * does, and what cannot be done now stays for the next command.
     */
    static void settle(Registry registry, Invocation invocation) throws IOException {
        if (!registry.read(TagDebt::isOwed)) {
            return;
        }
        try {
            of(invocation).ifPresent(tracked -> tracked.settle(registry));
        } catch (CannotJudgeException e) {
            say(invocation, String.valueOf(e.getMessage()));
        }
    }

    private static void say(Invocation invocation, String notice) {
        invocation.err().println("gate: " + Printable.line(notice));
    }
}
