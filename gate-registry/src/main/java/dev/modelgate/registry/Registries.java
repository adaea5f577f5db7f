package dev.modelgate.registry;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.Environment;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.artifact.ContentCache;
import dev.modelgate.registry.artifact.DirectoryArtifactStore;
import dev.modelgate.registry.artifact.LiveBytes;
import dev.modelgate.registry.artifact.LiveBytes.Place;
import dev.modelgate.registry.artifact.source.ArtifactSources;
import dev.modelgate.registry.artifact.source.ArtifactStores;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.gitstore.GitAddress;
import dev.modelgate.registry.gitstore.GitRegistryStore;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.Waiting;
import dev.modelgate.registry.postgres.PostgresAddress;
import dev.modelgate.registry.postgres.PostgresRegistryStore;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.state.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        return new DirectoryArtifactStore(beside(base, uri));
    }

    /**
     * The bundles of a registry where a project may have named a store for them.
     *
     * @param named as {@code wiring.artifacts} names it
     * @param variables the environment, for addresses, logins and the place of the cache
     */
    public static ArtifactStore artifacts(
            Path base, String uri, Optional<String> named, Map<String, String> variables) {
        return named.map(name -> new ArtifactStores(
                                ContentCache.of(variables),
                                variables,
                                new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL))
                        .open(name, base))
                .orElseGet(() -> artifacts(base, uri));
    }

    private static Path beside(Path base, String uri) {
        return directory(base, isShared(uri) ? DIRECTORY : uri).resolve("artifacts");
    }

    /**
     * Where the bytes of a registry's models are looked for, in this process's environment.
     *
     * @see #bytes(Path, String, List, Map)
     */
    public static LiveBytes bytes(Path base, String uri) {
        return bytes(base, uri, List.of(), System.getenv());
    }

    /**
     * Where the bytes of a registry's models are looked for: in this user's cache, beside the registry, in the stores
     * that are named, and last where a model's entry says that they are or came from. Nothing is opened until it is
     * asked, so that a server that does not answer keeps nobody from a copy at hand.
     *
     * @param named stores, as {@code wiring.artifacts} names them
     * @param variables the environment, for addresses, logins and the place of the cache
     */
    public static LiveBytes bytes(Path base, String uri, List<String> named, Map<String, String> variables) {
        ContentCache cache = ContentCache.of(variables);
        Supplier<HttpTransport> transport =
                Suppliers.memoize(() -> new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL));
        ImmutableList.Builder<Place> places = ImmutableList.builder();
        places.add(new Place(beside(base, uri).toString(), artifacts(base, uri)::fetch));
        named.forEach(name -> places.add(new Place(
                Printable.line(name),
                sha -> new ArtifactStores(cache, variables, transport.get())
                        .open(name, base)
                        .fetch(sha))));
        return new LiveBytes(
                Optional.of(cache.shelf()),
                places.build(),
                entry -> sources(entry)
                        .map(source -> new Place(Printable.line(source), sha -> {
                            ArtifactSources all =
                                    new ArtifactSources(cache, new BundleReader(), variables, transport.get());
                            return Optional.of(all.open(source, Optional.empty())
                                    .fetch(entry.parent())
                                    .directory());
                        }))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** A store's own name for its copy, where it is on a server, and what the bundle was taken from. */
    private static Stream<String> sources(Entry entry) {
        return Stream.concat(Stream.of(entry.artifact()), entry.lineage().origin().source().stream())
                .filter(source -> SCHEME.matcher(source).matches())
                .distinct();
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
