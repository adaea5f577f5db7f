package dev.modelgate.registry.tracking;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.lineage.DatasetInput;
import dev.modelgate.core.lineage.MetricValue.Finite;
import dev.modelgate.core.lineage.RunStatus;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.pipeline.RunEvidence.Degradation;
import dev.modelgate.core.pipeline.RunEvidence.Measurement;
import dev.modelgate.core.pipeline.RunEvidence.Stage;
import dev.modelgate.core.pipeline.Severity;
import dev.modelgate.core.port.RunSearch;
import dev.modelgate.core.port.RunTracker;
import dev.modelgate.eval.pipeline.EvidenceSource;
import dev.modelgate.eval.render.Printable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline's run in an experiment tracker: the runs nested in it are its stages, by their tag {@value #STAGE} or else
 * their name. A run that carries that tag is a stage itself, so one run may be the whole pipeline; without the tag, what
 * is measured on the outer run was measured in no stage.
 */
public final class TrackedEvidence implements EvidenceSource {

    /** The tag that names a run's stage. */
    public static final String STAGE = "modelgate.stage";

    /** {@code modelgate.dataset.clicks = v3}: a version for people, in place of the tracker's digest. */
    public static final String DATASET = "modelgate.dataset.";

    /** The pipeline's own word that something is not whole. */
    public static final String DEGRADED = "modelgate.degraded";

    /** A pipeline has fewer; where a search is cut, a stage could be missed. */
    private static final int MOST_STAGES = 1_000;

    private final RunTracker tracker;

    public TrackedEvidence(RunTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public RunEvidence run(String ref) {
        TrackedRun outer = tracker.run(ref)
                .orElseThrow(() -> new CannotJudgeException("run '%s' is not on %s; check the id and the tracker"
                        .formatted(Printable.line(ref), tracker.uri())));
        ImmutableList<TrackedRun> nested = nested(outer);
        Recorded recorded = new Recorded();
        outer.tag(STAGE).ifPresent(name -> recorded.stage(name, outer));
        recorded.add(outer, outer.tag(STAGE));
        for (TrackedRun run : nested) {
            String stage = stageOf(run);
            recorded.stage(stage, run);
            recorded.add(run, Optional.of(stage));
        }
        return recorded.evidence(ref, status(outer));
    }

    /** Those whose parent it is, newest first; only they, since a stage may be a sweep with runs of its own. */
    private ImmutableList<TrackedRun> nested(TrackedRun outer) {
        ImmutableList<TrackedRun> found = tracker.search(new RunSearch(
                ImmutableList.of(outer.experiment()),
                "tags.mlflow.parentRunId = '%s'".formatted(outer.id()),
                MOST_STAGES));
        if (found.size() == MOST_STAGES) {
            throw new CannotJudgeException(
                    "run '%s' has %d nested runs or more, but a pipeline has fewer stages; name the pipeline's run"
                            .formatted(outer.id(), MOST_STAGES));
        }
        return found;
    }

    private static String stageOf(TrackedRun run) {
        return run.tag(STAGE).or(run::name).orElse(run.id());
    }

    private static String status(TrackedRun run) {
        if (run.deleted()) {
            return "deleted";
        }
        return run.status() == RunStatus.FINISHED
                ? RunEvidence.COMPLETED
                : run.status().name().toLowerCase(Locale.ROOT);
    }

    /** What the outer run and its stages say, gathered. */
    private static final class Recorded {
        private final ImmutableList.Builder<Stage> stages = ImmutableList.builder();
        private final ImmutableList.Builder<Measurement> measurements = ImmutableList.builder();
        private final ImmutableList.Builder<Degradation> degradations = ImmutableList.builder();
        private final Map<String, String> datasets = new LinkedHashMap<>();

        void stage(String name, TrackedRun run) {
            stages.add(new Stage(name, status(run)));
        }

        void add(TrackedRun run, Optional<String> stage) {
            run.metrics().forEach((name, value) -> {
                if (value instanceof Finite finite) {
                    measurements.add(new Measurement(name, stage, Fraction.of(finite.value())));
                } else {
                    degradations.add(new Degradation(
                            Severity.WARNING, "metric '%s' of run '%s' is no finite number".formatted(name, run.id())));
                }
            });
            run.tag(DEGRADED).ifPresent(what -> degradations.add(new Degradation(Severity.ERROR, what)));
            Map<String, String> named = named(run);
            named.forEach((name, version) -> use(name, version, run));
            for (DatasetInput input : run.datasets()) {
                if (!named.containsKey(input.name())) {
                    use(input.name(), input.digest(), run);
                }
            }
        }

        private static Map<String, String> named(TrackedRun run) {
            Map<String, String> versions = new LinkedHashMap<>();
            run.tags().forEach((key, value) -> {
                if (key.startsWith(DATASET) && key.length() > DATASET.length()) {
                    versions.put(key.substring(DATASET.length()), value);
                }
            });
            return versions;
        }

        private void use(String name, String version, TrackedRun run) {
            String before = datasets.putIfAbsent(name, version);
            if (before != null && !before.equals(version)) {
                throw new CannotJudgeException(
                        "run '%s' used the dataset '%s' at version '%s', but another record of the pipeline says '%s'; give different data different names"
                                .formatted(
                                        run.id(),
                                        Printable.line(name),
                                        Printable.line(version),
                                        Printable.line(before)));
            }
        }

        RunEvidence evidence(String ref, String status) {
            return new RunEvidence(
                    ref,
                    status,
                    stages.build(),
                    measurements.build(),
                    ImmutableMap.copyOf(datasets),
                    degradations.build(),
                    ImmutableList.of());
        }
    }
}
