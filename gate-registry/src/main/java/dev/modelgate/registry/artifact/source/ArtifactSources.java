package dev.modelgate.registry.artifact.source;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.artifact.ArtifactSource;
import dev.modelgate.registry.artifact.CachedFetch;
import dev.modelgate.registry.artifact.ContentCache;
import dev.modelgate.registry.artifact.mlflow.MlflowServer;
import dev.modelgate.registry.artifact.mlflow.MlflowSource;
import dev.modelgate.registry.artifact.oci.OciSource;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.HttpTransport;
import java.util.Map;
import java.util.Optional;

/** Sources of bundles by how the user writes them. */
public final class ArtifactSources {

    private final CachedFetch fetching;
    private final ImmutableMap<String, String> environment;
    private final HttpTransport transport;

    /**
     * @param reader computes the identity that everything fetched is verified by
     * @param environment for addresses and logins
     */
    public ArtifactSources(
            ContentCache cache, BundleReader reader, Map<String, String> environment, HttpTransport transport) {
        this.fetching = new CachedFetch(cache, reader);
        this.environment = ImmutableMap.copyOf(environment);
        this.transport = transport;
    }

    /**
     * A source.
     *
     * @param reference {@code mlflow:RUN_ID} (with {@code @MODEL_ID}, {@code @run}, {@code /FOLDER}) or
     *     {@code oci:HOST/REPOSITORY:TAG} (or {@code @sha256:…})
     * @param path the folder of a run's artifacts that is the bundle, where the reference names none
     * @throws CannotJudgeException where it is neither
     */
    public ArtifactSource open(String reference, Optional<String> path) {
        if (reference.startsWith("mlflow:")) {
            return MlflowSource.open(reference, path, MlflowServer.of(environment), fetching, transport);
        }
        if (reference.startsWith("oci:")) {
            requireNoPath(path);
            return OciSource.open(reference, environment, fetching, transport);
        }
        throw new CannotJudgeException(
                "the source is '%s', but mlflow:RUN_ID or oci:HOST/REPOSITORY:TAG is required; write one of these"
                        .formatted(Printable.line(reference)));
    }

    private static void requireNoPath(Optional<String> path) {
        if (path.isPresent()) {
            throw new CannotJudgeException(
                    "--path is '%s', but an OCI artifact is one bundle as a whole; leave --path out"
                            .formatted(Printable.line(path.get())));
        }
    }
}
