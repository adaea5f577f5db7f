package dev.modelgate.registry.artifact.oci;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.registry.artifact.BundleShelf;
import dev.modelgate.registry.artifact.BundleShelf.Draft;
import dev.modelgate.registry.artifact.ProvenCopy;
import dev.modelgate.registry.artifact.oci.OciBundles.Found;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Bundles in a repository of an OCI registry, each under the tag {@code model-SHA}. What was fetched once is on the
 * local shelf and not fetched again.
 */
public final class OciArtifactStore implements ArtifactStore {

    private final OciBundles bundles;
    private final BundleShelf shelf;

    /**
     * @param shelf for what was fetched
     */
    public OciArtifactStore(OciBundles bundles, BundleShelf shelf) {
        this.bundles = bundles;
        this.shelf = shelf;
    }

    /**
     * The store that a name means.
     *
     * @param name {@code oci:HOST/REPOSITORY}
     * @param environment for the login
     * @throws CannotJudgeException where it names one tag or digest
     */
    public static OciArtifactStore open(
            String name, Map<String, String> environment, HttpTransport transport, BundleShelf shelf) {
        OciReference reference = OciReference.parse(name);
        if (reference.tag().isPresent() || reference.digest().isPresent()) {
            throw new CannotJudgeException("the artifact store is '%s', but a whole repository is required; write %s"
                    .formatted(reference, reference.repositoryName()));
        }
        OciRegistry registry = new OciRegistry(reference, OciCredentials.of(reference.host(), environment), transport);
        return new OciArtifactStore(new OciBundles(registry), shelf);
    }

    @Override
    public String put(BundleDocument document, Path bundle) throws IOException {
        Optional<Found> there = find(document.sha());
        if (there.isPresent()) {
            download(document.sha(), there.get()); // what is there is proven by taking it
            return bundles.repository().at(there.get().digest());
        }
        return bundles.repository().at(push(document, bundle));
    }

    private Digest push(BundleDocument document, Path bundle) throws IOException {
        Draft copy = shelf.copyOf(bundle);
        try {
            BundleDocument proven = ProvenCopy.of(copy, document);
            Digest digest = bundles.push(proven, copy.files(), tag(proven.sha()));
            shelf.keep(copy, proven);
            return digest;
        } finally {
            shelf.discard(copy);
        }
    }

    @Override
    public Optional<Path> fetch(CanonicalSha sha) throws IOException {
        Optional<Path> here = shelf.find(sha);
        if (here.isPresent()) {
            return here;
        }
        Optional<Found> found = find(sha);
        return found.isPresent() ? Optional.of(download(sha, found.get())) : Optional.empty();
    }

    private Path download(CanonicalSha sha, Found found) throws IOException {
        Draft draft = shelf.draft();
        try {
            bundles.pull(found, draft.files());
            BundleDocument read = new BundleReader().read(draft.files(), found.parent());
            BundleShelf.requireIdentity(
                    sha,
                    read,
                    "%s; remove it there and store the model again"
                            .formatted(bundles.repository().at(found.digest())));
            return shelf.keep(draft, read);
        } finally {
            shelf.discard(draft);
        }
    }

    private Optional<Found> find(CanonicalSha sha) {
        Optional<Found> found = bundles.find(tag(sha));
        if (found.isPresent() && !found.get().sha().equals(Optional.of(sha))) {
            throw new CannotJudgeException(
                    "the tag %s of %s is on a bundle that names %s, but tags of this form are the gate's; see who moved it"
                            .formatted(
                                    tag(sha),
                                    bundles.repository().repositoryName(),
                                    found.get().sha().map(CanonicalSha::hex).orElse("no canonical SHA")));
        }
        return found;
    }

    private static String tag(CanonicalSha sha) {
        return "model-" + sha.hex();
    }
}
