package dev.modelgate.registry.artifact.mlflow;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.lineage.RunLineage;
import dev.modelgate.core.lineage.RunStatus;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.registry.artifact.ArtifactSource;
import dev.modelgate.registry.artifact.CachedFetch;
import dev.modelgate.registry.artifact.CachedFetch.Taken;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A bundle among a run's artifacts, or a model that a run logged. */
public final class MlflowSource implements ArtifactSource {

    private final MlflowServer server;
    private final MlflowReference reference;
    private final CachedFetch fetching;
    private final HttpTransport transport;

    private MlflowSource(
            MlflowServer server, MlflowReference reference, CachedFetch fetching, HttpTransport transport) {
        this.server = server;
        this.reference = reference;
        this.fetching = fetching;
        this.transport = transport;
    }

    /**
     * A source by its reference.
     *
     * @param reference {@code mlflow:RUN_ID} and what may follow
     * @param path a folder, where the reference names none
     */
    public static MlflowSource open(
            String reference,
            Optional<String> path,
            MlflowServer server,
            CachedFetch fetching,
            HttpTransport transport) {
        return new MlflowSource(server, MlflowReference.parse(reference, path), fetching, transport);
    }

    @Override
    public String reference() {
        return reference.toString();
    }

    @Override
    public FetchedBundle fetch(Optional<CanonicalSha> parent) throws IOException {
        String source = "%s at %s".formatted(reference, server.shown());
        return fetching.fetch(source, parent, this::download);
    }

    private Taken download(Path directory) throws IOException {
        try (MlflowRunTracker tracker = new MlflowRunTracker(server, transport)) {
            RunLineage lineage = tracker.lineage(reference.run())
                    .orElseThrow(() -> new RemoteFailure(
                            Kind.NOT_FOUND,
                            "run '%s' is not on %s; check the id and MLFLOW_TRACKING_URI"
                                    .formatted(reference.run(), server.shown())));
            requireUsable(lineage.run());
            MlflowArtifacts artifacts = new MlflowArtifacts(server, transport, ArtifactLimits.DEFAULT);
            artifacts.download(tree(artifacts, lineage.run()), reference.folder(), directory);
            return new Taken(Optional.empty(), Optional.empty(), Optional.of(lineage));
        }
    }

    private ArtifactTree tree(MlflowArtifacts artifacts, TrackedRun run) {
        Optional<String> chosen = reference.tree();
        if (chosen.isPresent() && !chosen.get().equals(MlflowReference.RUN_TREE)) {
            requireLogged(run, chosen.get());
            return artifacts.treeOfModel(chosen.get());
        }
        ImmutableList<String> models = run.models();
        if (chosen.isPresent() || reference.folder().isPresent() || models.isEmpty()) {
            return artifacts.treeOf(run);
        }
        if (models.size() > 1) {
            throw new CannotJudgeException(
                    "run '%s' logged %d models (%s), but one is judged; choose it by mlflow:%s@%s"
                            .formatted(run.id(), models.size(), String.join(", ", models), run.id(), models.get(0)));
        }
        return artifacts.treeOfModel(models.get(0));
    }

    private static void requireLogged(TrackedRun run, String model) {
        if (!run.models().contains(model)) {
            throw new RemoteFailure(
                    Kind.NOT_FOUND,
                    "run '%s' did not log the model '%s', but %s; choose one of these"
                            .formatted(
                                    run.id(),
                                    model,
                                    run.models().isEmpty() ? "none" : String.join(", ", run.models())));
        }
    }

    private static void requireUsable(TrackedRun run) {
        if (run.deleted()) {
            throw new CannotJudgeException(
                    "run '%s' is deleted, but only an active run's model is taken; restore the run, or name another"
                            .formatted(run.id()));
        }
        if (run.status() != RunStatus.FINISHED) {
            throw new CannotJudgeException(
                    "run '%s' is %s, but FINISHED is required; wait for it, since its artifacts may still change"
                            .formatted(run.id(), run.status()));
        }
    }
}
