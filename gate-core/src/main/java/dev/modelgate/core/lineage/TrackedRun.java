package dev.modelgate.core.lineage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * A run as an experiment tracker shows it at one moment. All texts come from outside and are escaped where they are
 * printed.
 *
 * @param id the tracker's name of the run
 * @param experiment the experiment it belongs to
 * @param name for people
 * @param deleted true for a run in the tracker's bin: it can still be read, and must not be built on
 * @param artifactUri where its artifacts are kept
 * @param params as logged; the trainer's hyperparameters
 * @param models ids of the models the run logged
 * @param parent the run it was started by
 * @param codeCommit full hash of the commit that ran
 */
public record TrackedRun(
        String id,
        String experiment,
        Optional<String> name,
        RunStatus status,
        boolean deleted,
        Optional<String> artifactUri,
        ImmutableMap<String, String> params,
        ImmutableMap<String, String> tags,
        ImmutableMap<String, MetricValue> metrics,
        ImmutableList<DatasetInput> datasets,
        ImmutableList<String> models,
        Optional<String> parent,
        Optional<String> codeCommit) {

    public TrackedRun {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a run's id is blank, but it must name the run");
        }
    }

    /** True where its artifacts can be taken: it ended well, and nobody threw it away. */
    public boolean isUsable() {
        return status == RunStatus.FINISHED && !deleted;
    }

    public Optional<String> tag(String key) {
        return Optional.ofNullable(tags.get(key));
    }
}
