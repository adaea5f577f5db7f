package dev.modelgate.registry.artifact;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.registry.artifact.BundleShelf.Draft;
import dev.modelgate.registry.bundle.BundleReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Bundles in a directory: the default, which needs no server. */
public final class DirectoryArtifactStore implements DisposableArtifacts {

    private final BundleShelf shelf;

    public DirectoryArtifactStore(Path root) {
        this.shelf = new BundleShelf(root);
    }

    @Override
    public String put(BundleDocument document, Path bundle) throws IOException {
        if (shelf.find(document.sha()).isEmpty()) {
            copy(document, bundle);
        } else {
            shelf.proven(document.sha(), new BundleReader());
        }
        return document.sha().hex();
    }

    @Override
    public Optional<Path> fetch(CanonicalSha sha) {
        return shelf.find(sha);
    }

    @Override
    public ImmutableList<Held> held() throws IOException {
        return shelf.held();
    }

    @Override
    public ImmutableList<Unfinished> unfinished() throws IOException {
        return shelf.unfinished();
    }

    @Override
    public void removeUnfinished(String name) throws IOException {
        shelf.removeUnfinished(name);
    }

    @Override
    public void remove(CanonicalSha sha) throws IOException {
        shelf.remove(sha);
    }

    private void copy(BundleDocument document, Path bundle) throws IOException {
        Draft draft = shelf.copyOf(bundle);
        try {
            shelf.keep(draft, ProvenCopy.of(draft, document));
        } finally {
            shelf.discard(draft);
        }
    }
}
