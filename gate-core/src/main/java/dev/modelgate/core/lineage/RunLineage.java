package dev.modelgate.core.lineage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A run and the runs above it, nearest first.
 *
 * @param runs at least the run itself
 * @param missing the parent that the last run names and the tracker does not have; shown as missing, never left out
 */
public record RunLineage(ImmutableList<TrackedRun> runs, Optional<String> missing) {

    /** A longer chain of parents is a fault of the tracker. */
    public static final int MAX_RUNS = 100;

    public RunLineage {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a lineage has no runs, but it starts with the run it is of");
        }
    }

    /**
     * Follows the parents of a run to the root.
     *
     * @param lookUp a run by its id; empty where the tracker has none
     * @throws CannotJudgeException where a run is its own ancestor, or the chain does not end
     */
    public static RunLineage of(TrackedRun run, Function<String, Optional<TrackedRun>> lookUp) {
        Set<String> seen = new LinkedHashSet<>(List.of(run.id()));
        List<TrackedRun> chain = new ArrayList<>(List.of(run));
        Optional<String> parent = run.parent();
        while (parent.isPresent()) {
            requireNew(parent.get(), seen);
            Optional<TrackedRun> found = lookUp.apply(parent.get());
            if (found.isEmpty()) {
                break;
            }
            chain.add(found.get());
            parent = found.get().parent();
        }
        return new RunLineage(ImmutableList.copyOf(chain), parent);
    }

    private static void requireNew(String parent, Set<String> seen) {
        if (seen.size() == MAX_RUNS) {
            throw new CannotJudgeException(
                    "the chain of parent runs is longer than %d, but it must end; look at the parents of run '%s'"
                            .formatted(MAX_RUNS, parent));
        }
        if (!seen.add(parent)) {
            throw new CannotJudgeException(
                    "run '%s' is its own ancestor, but parents must form a chain; correct its parent in the tracker"
                            .formatted(parent));
        }
    }

    /** The run the lineage is of. */
    public TrackedRun run() {
        return runs.get(0);
    }

    /** The ids of all runs of the chain, nearest first, the missing one included. */
    public ImmutableList<String> ids() {
        return Stream.concat(runs.stream().map(TrackedRun::id), missing.stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** The commit of the nearest run that names one: a child that a script starts often names none. */
    public Optional<String> codeCommit() {
        return runs.stream().flatMap(each -> each.codeCommit().stream()).findFirst();
    }

    /** The hyperparameters: the run's own. A parent's are another run's settings, not this model's. */
    public ImmutableMap<String, String> params() {
        return run().params();
    }

    /** The data sets of all runs of the chain, nearest first. */
    public ImmutableList<DatasetInput> datasets() {
        return runs.stream()
                .flatMap(each -> each.datasets().stream())
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }
}
