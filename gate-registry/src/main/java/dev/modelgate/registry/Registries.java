package dev.modelgate.registry;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.Environment;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.registry.artifact.DirectoryArtifactStore;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.gitstore.GitAddress;
import dev.modelgate.registry.gitstore.GitRegistryStore;
import dev.modelgate.registry.postgres.PostgresAddress;
import dev.modelgate.registry.postgres.PostgresRegistryStore;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.state.Registry;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Opens registries, and the artifact store that stands beside one where nobody chose another. */
public final class Registries {

    /** Longer than a drive letter. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private static final String DIRECTORY = "registry";

    private Registries() {}

    /**
     * Opens a registry with the credentials of this process's environment.
     *
     * @see #open(Path, String, Environment, Map, Consumer)
     */
    public static Registry open(Path base, String uri, Environment environment, Consumer<String> notices) {
        return open(base, uri, environment, System.getenv(), notices);
    }

    /**
     * Opens a registry; nothing is read or created yet.
     *
     * @param base what a relative directory is relative to
     * @param uri a directory, {@code git+ssh://…#branch}, {@code git+https://…}, {@code git+file://…} or
     *     {@code jdbc:postgresql:…}
     * @param variables the environment, for credentials, the place of caches, and the key that seals heads
     * @param notices told what was mended after a crash, and of a state that is not the newest; for standard error
     * @throws CannotJudgeException where no store of that kind can be opened
     */
    public static Registry open(
            Path base, String uri, Environment environment, Map<String, String> variables, Consumer<String> notices) {
        return new Registry(store(base, uri, variables, notices), environment, LocalSigner.of(variables), notices);
    }

    /** Opens what a registry is kept in; for whoever copies one as it is. */
    public static RegistryStore store(Path base, String uri, Map<String, String> variables, Consumer<String> notices) {
        if (uri.startsWith(PostgresAddress.SCHEME)) {
            return new PostgresRegistryStore(PostgresAddress.of(uri), variables);
        }
        if (uri.startsWith(GitAddress.SCHEME)) {
            return new GitRegistryStore(GitAddress.of(uri), variables, notices);
        }
        return new FileRegistryStore(directory(base, uri), notices);
    }

    /**
     * The bundles of a registry: in its directory {@code artifacts}; for one in git or in a database in
     * {@code registry/artifacts} of the project.
     */
    public static ArtifactStore artifacts(Path base, String uri) {
        String directory = isShared(uri) ? DIRECTORY : uri;
        return new DirectoryArtifactStore(directory(base, directory).resolve("artifacts"));
    }

    private static boolean isShared(String uri) {
        return uri.startsWith(PostgresAddress.SCHEME) || uri.startsWith(GitAddress.SCHEME);
    }

    private static Path directory(Path base, String uri) {
        if (uri.isBlank() || SCHEME.matcher(uri).matches()) {
            throw new CannotJudgeException(
                    "the registry is '%s', but a directory, git+ssh:, git+https:, git+file: or jdbc:postgresql: is required; name one of these, such as ./registry"
                            .formatted(uri));
        }
        return base.resolve(InputFiles.path(uri));
    }
}
