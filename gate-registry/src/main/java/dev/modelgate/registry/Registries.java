package dev.modelgate.registry;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.release.Environment;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.registry.artifact.DirectoryArtifactStore;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.state.Registry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Opens registries, and the artifact store that stands beside one where nobody chose another. */
public final class Registries {

    /** Longer than a drive letter. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private Registries() {}

    /** Opens a registry whose heads nobody seals, as {@link #open(Path, String, Environment, Optional, Consumer)} does. */
    public static Registry open(Path base, String uri, Environment environment, Consumer<String> notices) {
        return open(base, uri, environment, Optional.empty(), notices);
    }

    /**
     * Opens a registry; nothing is read or created yet.
     *
     * @param base what a relative directory is relative to
     * @param uri a directory
     * @param signer seals the head after each change, where there is a key
     * @param notices told what was mended after a crash; for standard error
     * @throws CannotJudgeException where no store of that kind can be opened
     */
    public static Registry open(
            Path base,
            String uri,
            Environment environment,
            Optional<? extends VerdictSigner> signer,
            Consumer<String> notices) {
        return new Registry(new FileRegistryStore(directory(base, uri), notices), environment, signer, notices);
    }

    /** The bundles of a registry, in its directory {@code artifacts}. */
    public static ArtifactStore artifacts(Path base, String uri) {
        return new DirectoryArtifactStore(directory(base, uri).resolve("artifacts"));
    }

    private static Path directory(Path base, String uri) {
        if (uri.isBlank() || SCHEME.matcher(uri).matches()) {
            throw new CannotJudgeException(
                    "the registry is '%s', but only a directory can be opened; name a directory such as ./registry"
                            .formatted(uri));
        }
        return base.resolve(InputFiles.path(uri));
    }
}
