package dev.modelgate.registry.artifact.oci;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.artifact.ArtifactSource;
import dev.modelgate.registry.artifact.CachedFetch;
import dev.modelgate.registry.artifact.CachedFetch.Taken;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.artifact.oci.OciBundles.Found;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bundle in an OCI registry.
 *
 * <p>Bytes are cached under the manifest's digest. A reference by digest that was fetched before touches no network.
 * A tag can move, so the registry is asked what it stands for; where the registry cannot be reached at all, it
 * stands for what it stood for last, and a warning says so. A registry that answers is always believed: a tag that
 * is gone is gone.
 */
public final class OciSource implements ArtifactSource {

    private static final Logger LOG = LoggerFactory.getLogger(OciSource.class);

    private final OciReference reference;
    private final OciBundles bundles;
    private final CachedFetch fetching;

    private OciSource(OciReference reference, OciBundles bundles, CachedFetch fetching) {
        this.reference = reference;
        this.bundles = bundles;
        this.fetching = fetching;
    }

    /**
     * A source by its reference.
     *
     * @param reference {@code oci:HOST[:PORT]/REPOSITORY} with {@code :TAG} or {@code @sha256:…}
     * @throws CannotJudgeException where it is none
     */
    public static OciSource open(
            String reference, Map<String, String> environment, CachedFetch fetching, HttpTransport transport) {
        OciReference parsed = OciReference.parse(reference);
        if (parsed.tag().isEmpty() && parsed.digest().isEmpty()) {
            throw new CannotJudgeException(
                    "the source '%s' names no tag and no digest, but one bundle is fetched; add :TAG or @sha256:…"
                            .formatted(parsed));
        }
        OciRegistry registry = new OciRegistry(parsed, OciCredentials.of(parsed.host(), environment), transport);
        return new OciSource(parsed, new OciBundles(registry), fetching);
    }

    @Override
    public String reference() {
        return reference.toString();
    }

    @Override
    public FetchedBundle fetch(Optional<CanonicalSha> parent) throws IOException {
        Digest digest = reference.digest().isPresent() ? reference.digest().get() : resolve();
        return fetching.fetch(reference.at(digest), parent, directory -> download(digest, directory));
    }

    private Digest resolve() throws IOException {
        String name = reference.toString();
        try {
            Digest digest = bundles.require(reference.tag().orElseThrow()).digest();
            fetching.cache().rememberDigest(name, digest.toString());
            return digest;
        } catch (RemoteFailure e) {
            Optional<String> last =
                    e.kind() == Kind.UNREACHABLE ? fetching.cache().lastDigest(name) : Optional.empty();
            if (last.isEmpty()) {
                throw e;
            }
            LOG.warn("{} is taken for {}, as when it was last asked for: {}", name, last.get(), e.getMessage());
            return Digest.parse(last.get());
        }
    }

    private Taken download(Digest digest, Path directory) throws IOException {
        Found found = bundles.require(digest.toString());
        bundles.pull(found, directory);
        return new Taken(found.parent(), found.sha(), Optional.empty());
    }
}
