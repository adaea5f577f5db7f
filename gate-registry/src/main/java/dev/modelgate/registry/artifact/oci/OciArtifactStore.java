package dev.modelgate.registry.artifact.oci;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.registry.artifact.BundleShelf;
import dev.modelgate.registry.artifact.BundleShelf.Draft;
import dev.modelgate.registry.artifact.oci.OciBundles.Found;
import java.io.IOException;
import java.nio.file.Path;
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

    @Override
    public String put(CanonicalSha sha, Optional<CanonicalSha> parent, Path bundle) throws IOException {
        Optional<Found> there = find(sha);
        Digest digest = there.isPresent() ? there.get().digest() : bundles.push(sha, parent, bundle, tag(sha));
        return bundles.repository().at(digest);
    }

    @Override
    public Optional<StoredBundle> fetch(CanonicalSha sha) throws IOException {
        Optional<StoredBundle> here = shelf.find(sha);
        if (here.isPresent()) {
            return here;
        }
        Optional<Found> found = find(sha);
        return found.isPresent() ? Optional.of(download(sha, found.get())) : Optional.empty();
    }

    private StoredBundle download(CanonicalSha sha, Found found) throws IOException {
        Draft draft = shelf.draft();
        try {
            bundles.pull(found, draft.files());
            return shelf.keep(draft, sha, found.parent());
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
