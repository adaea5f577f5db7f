package dev.modelgate.registry.artifact;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.lineage.RunLineage;
import dev.modelgate.registry.artifact.BundleShelf.Draft;
import dev.modelgate.registry.artifact.ContentCache.Known;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches through the cache: source → canonical SHA → bytes. Bytes are hashed when they come and each time they are
 * taken from the cache, so that what is handed out is always what its SHA says.
 */
public final class CachedFetch {

    private static final Logger LOG = LoggerFactory.getLogger(CachedFetch.class);

    private final ContentCache cache;
    private final BundleReader reader;

    public CachedFetch(ContentCache cache, BundleReader reader) {
        this.cache = cache;
        this.reader = reader;
    }

    public ContentCache cache() {
        return cache;
    }

    /** Brings the bytes. */
    @FunctionalInterface
    public interface Download {
        /** Writes the bundle's files, on disk, into an empty directory. */
        Taken into(Path directory) throws IOException;
    }

    /**
     * What a source says of the bytes it gave.
     *
     * @param parent that it names
     * @param claimed the canonical SHA that it names
     */
    public record Taken(Optional<CanonicalSha> parent, Optional<CanonicalSha> claimed, Optional<RunLineage> lineage) {}

    /**
     * Fetches.
     *
     * @param source what the bytes are kept under; must not be able to mean other bytes tomorrow without our wish
     * @param parent as the user gave it
     */
    public FetchedBundle fetch(String source, Optional<CanonicalSha> parent, Download download) throws IOException {
        String key = source + parent.map(sha -> " parent " + sha).orElse("");
        Optional<FetchedBundle> cached = cached(source, key);
        return cached.isPresent() ? cached.get() : download(source, key, parent, download);
    }

    private Optional<FetchedBundle> cached(String source, String key) throws IOException {
        Optional<Known> known = cache.known(key);
        Optional<Path> files = known.flatMap(it -> cache.shelf().find(it.sha()));
        if (known.isEmpty() || files.isEmpty()) {
            return Optional.empty();
        }
        try {
            BundleDocument document = cache.shelf().proven(known.get().sha(), reader);
            return Optional.of(new FetchedBundle(
                    files.get(), document, source, true, known.get().lineage()));
        } catch (CannotJudgeException e) {
            LOG.warn("a cached bundle is fetched again: {}", e.getMessage());
            cache.shelf().remove(known.get().sha());
            return Optional.empty();
        }
    }

    private FetchedBundle download(String source, String key, Optional<CanonicalSha> parent, Download download)
            throws IOException {
        Draft draft = cache.shelf().draft();
        try {
            Taken taken = download.into(draft.files());
            BundleDocument document = reader.read(draft.files(), agreed(source, parent, taken.parent()));
            requireClaim(source, document.sha(), taken.claimed());
            Path kept = cache.shelf().keep(draft, document);
            cache.remember(key, new Known(document.sha(), taken.lineage()));
            return new FetchedBundle(kept, document, source, false, taken.lineage());
        } finally {
            cache.shelf().discard(draft);
        }
    }

    private static Optional<CanonicalSha> agreed(
            String source, Optional<CanonicalSha> given, Optional<CanonicalSha> named) {
        if (given.isPresent() && named.isPresent() && !given.equals(named)) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the parent of %s is %s, but %s was given; leave --parent out, or correct it"
                            .formatted(source, named.get(), given.get()));
        }
        return named.or(() -> given);
    }

    private static void requireClaim(String source, CanonicalSha found, Optional<CanonicalSha> claimed) {
        if (claimed.isPresent() && !claimed.get().equals(found)) {
            throw new RemoteFailure(
                    Kind.INTEGRITY,
                    "the canonical SHA of %s is %s, but it is stored as %s; do not use it, and store the model again"
                            .formatted(source, found, claimed.get()));
        }
    }
}
