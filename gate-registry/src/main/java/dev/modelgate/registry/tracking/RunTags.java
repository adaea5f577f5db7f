package dev.modelgate.registry.tracking;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.port.RunTracker;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Some tags of one run, as values that may be absent. */
final class RunTags {

    private final RunTracker tracker;
    private final String run;

    RunTags(RunTracker tracker, String run) {
        this.tracker = tracker;
        this.run = run;
    }

    /**
     * Their values now.
     *
     * @throws CannotJudgeException where the tracker cannot be asked, or the run is not there or deleted
     */
    ImmutableMap<String, Optional<String>> values(Set<String> keys) {
        TrackedRun found = tracker.run(run)
                .filter(each -> !each.deleted())
                .orElseThrow(() -> new CannotJudgeException(
                        "run '%s' of the model is not on %s, or is deleted; restore it, or leave wiring.tracker out of gate.yaml"
                                .formatted(run, tracker.uri())));
        ImmutableMap.Builder<String, Optional<String>> values = ImmutableMap.builder();
        keys.forEach(key -> values.put(key, found.tag(key)));
        return values.buildOrThrow();
    }

    /** Sets or removes them, those to be set in one request, and sees that it took. */
    void write(Map<String, Optional<String>> values) {
        Map<String, String> present = new LinkedHashMap<>();
        Set<String> absent = new LinkedHashSet<>();
        values.forEach((key, value) -> value.ifPresentOrElse(text -> present.put(key, text), () -> absent.add(key)));
        if (!present.isEmpty()) {
            tracker.setTags(run, present);
        }
        if (!absent.isEmpty()) {
            tracker.deleteTags(run, absent);
        }
    }
}
