package dev.modelgate.core.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Fraction;
import java.util.Optional;

/**
 * What one run of a pipeline recorded of itself, whatever recorded it. Nothing here is judged yet; names come from
 * outside.
 *
 * @param ref the run's name in its tracker
 * @param status as the tracker states it; {@value #COMPLETED} for a run that came to its end
 * @param stages that have run, or began to
 * @param measurements in the order of their recording
 * @param datasets the version of each dataset that the run says it used
 * @param degradations what the run says went wrong with its records
 * @param deployments of this run
 */
public record RunEvidence(
        String ref,
        String status,
        ImmutableList<Stage> stages,
        ImmutableList<Measurement> measurements,
        ImmutableMap<String, String> datasets,
        ImmutableList<Degradation> degradations,
        ImmutableList<Deployment> deployments) {

    /** The status of what came to its end; readers translate their tracker's word into it. */
    public static final String COMPLETED = "completed";

    /** A stage of the pipeline. */
    public record Stage(String name, String status) {

        public boolean isComplete() {
            return status.equals(COMPLETED);
        }
    }

    /**
     * A number that was recorded.
     *
     * @param stage against which it was recorded; whether that stage ever ran is another question
     */
    public record Measurement(String metric, Optional<String> stage, Fraction value) {

        boolean isIn(String name) {
            return stage.isPresent() && stage.get().equals(name);
        }
    }

    /** The run's own word that a record is not whole. */
    public record Degradation(Severity severity, String what) {}

    /** A deployment of the run. */
    public record Deployment(String name, String status) {}

    /** The stage of that name, where it ran. */
    public Optional<Stage> stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }

    /** All that was recorded against that stage, in its order. */
    public ImmutableList<Measurement> measuredIn(String stage) {
        return measurements.stream().filter(found -> found.isIn(stage)).collect(ImmutableList.toImmutableList());
    }

    /** The last value of that metric in that stage. */
    public Optional<Fraction> value(String metric, String stage) {
        return measuredIn(stage).stream()
                .filter(found -> found.metric().equals(metric))
                .map(Measurement::value)
                .reduce((first, last) -> last);
    }
}
