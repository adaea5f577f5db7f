package dev.modelgate.registry.artifact.source;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.artifact.ContentCache;
import dev.modelgate.registry.artifact.DirectoryArtifactStore;
import dev.modelgate.registry.artifact.mlflow.MlflowArtifactStore;
import dev.modelgate.registry.artifact.mlflow.MlflowServer;
import dev.modelgate.registry.artifact.oci.OciArtifactStore;
import dev.modelgate.registry.http.HttpTransport;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Where a registry keeps bundles' bytes, by how a project's {@code wiring.artifacts} names it. */
public final class ArtifactStores {

    /** Longer than a drive letter. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final ContentCache cache;
    private final ImmutableMap<String, String> environment;
    private final HttpTransport transport;

    /**
     * @param cache keeps what was fetched from a server
     * @param environment for addresses and logins
     */
    public ArtifactStores(ContentCache cache, Map<String, String> environment, HttpTransport transport) {
        this.cache = cache;
        this.environment = ImmutableMap.copyOf(environment);
        this.transport = transport;
    }

    /**
     * A store; nothing is asked or created yet.
     *
     * @param name {@code mlflow:RUN_ID}, {@code oci:HOST/REPOSITORY}, or a directory
     * @param base what a relative directory is relative to
     * @throws CannotJudgeException where it is none of these
     */
    public ArtifactStore open(String name, Path base) {
        if (name.startsWith("mlflow:")) {
            return MlflowArtifactStore.open(name, MlflowServer.of(environment), transport, cache.shelf());
        }
        if (name.startsWith("oci:")) {
            return OciArtifactStore.open(name, environment, transport, cache.shelf());
        }
        if (name.isBlank() || SCHEME.matcher(name).matches()) {
            throw new CannotJudgeException(
                    "the artifact store is '%s', but mlflow:RUN_ID, oci:HOST/REPOSITORY or a directory is required; correct wiring.artifacts in gate.yaml"
                            .formatted(Printable.line(name)));
        }
        return new DirectoryArtifactStore(base.resolve(InputFiles.path(name)));
    }
}
