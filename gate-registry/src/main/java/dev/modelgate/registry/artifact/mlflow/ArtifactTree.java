package dev.modelgate.registry.artifact.mlflow;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.artifact.ArtifactPath;
import java.net.URI;
import java.util.Optional;

/**
 * One tree of artifacts on the server: a run's own, or a logged model's. MLflow 3 keeps the models that a run logs
 * apart from the run, and lists the two by different calls.
 *
 * @param what for messages: {@code run 'ab…'}
 * @param root below the artifacts' root of the server
 * @param listPath the call that lists it
 * @param listQuery its fixed parameters
 * @param folderParameter its parameter for a folder
 */
record ArtifactTree(
        String what,
        ArtifactPath root,
        String listPath,
        ImmutableMap<String, String> listQuery,
        String folderParameter) {

    private static final String SCHEME = "mlflow-artifacts";

    static ArtifactTree of(TrackedRun run, MlflowServer server) {
        String what = "run '%s'".formatted(run.id());
        return new ArtifactTree(
                what,
                root(what, run.artifactUri().orElse(""), server),
                "artifacts/list",
                ImmutableMap.of("run_id", run.id()),
                "path");
    }

    static ArtifactTree of(LoggedModel model, MlflowServer server) {
        String what = "logged model '%s'".formatted(model.id());
        return new ArtifactTree(
                what,
                root(what, model.artifactUri(), server),
                "logged-models/" + model.id() + "/artifacts/directories",
                ImmutableMap.of(),
                "artifact_directory_path");
    }

    /** Where a file of the tree is on the server. */
    String at(ArtifactPath path) {
        return root + "/" + path;
    }

    /** The parameters that list a folder; none for the tree itself. */
    ImmutableMap<String, String> query(Optional<ArtifactPath> folder) {
        ImmutableMap.Builder<String, String> query = ImmutableMap.builder();
        query.putAll(listQuery);
        folder.ifPresent(path -> query.put(folderParameter, path.text()));
        return query.buildOrThrow();
    }

    /** The path of {@code mlflow-artifacts:/1/run/artifacts}; artifacts kept elsewhere do not pass this server. */
    private static ArtifactPath root(String what, String artifactUri, MlflowServer server) {
        try {
            URI uri = URI.create(artifactUri);
            boolean here = uri.getAuthority() == null
                    || uri.getAuthority().equals(server.base().getAuthority());
            if (SCHEME.equals(uri.getScheme()) && here && uri.getPath() != null) {
                return new ArtifactPath(uri.getPath().replaceFirst("^/", "")).requireUrlSafe();
            }
        } catch (IllegalArgumentException e) {
            throw elsewhere(what, artifactUri, e);
        }
        throw elsewhere(what, artifactUri, new IllegalArgumentException("another scheme or server"));
    }

    private static CannotJudgeException elsewhere(String what, String uri, IllegalArgumentException cause) {
        return new CannotJudgeException(
                "the artifacts of %s are at '%s', but only those at %s:/… pass through this server; start it with --serve-artifacts and log the model again"
                        .formatted(what, Printable.line(withoutQuery(uri)), SCHEME),
                cause);
    }

    private static String withoutQuery(String uri) {
        return uri.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//");
    }
}
