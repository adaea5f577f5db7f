package dev.modelgate.cli;

import dev.modelgate.registry.Trackers;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.tracking.TrackedTags;
import java.io.IOException;
import java.util.Optional;

/** The tracker that the project's wiring names, with this invocation's environment. */
final class WiredTracker {

    private WiredTracker() {}

    static Optional<TrackedTags> of(Invocation invocation) {
        return trackers(invocation).wired();
    }

    static void settle(Registry registry, Invocation invocation) throws IOException {
        trackers(invocation).settle(registry);
    }

    private static Trackers trackers(Invocation invocation) {
        return new Trackers(
                Project.of(invocation).settings().wiring(),
                invocation.environment(),
                notice -> invocation.err().println("gate: " + notice));
    }
}
