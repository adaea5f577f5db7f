package dev.modelgate.registry.artifact;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.registry.artifact.BundleShelf.Draft;
import dev.modelgate.registry.bundle.BundleReader;

/** A bundle's copy that was read again: only what came out of it goes on, into a store or over the network. */
public final class ProvenCopy {

    private ProvenCopy() {}

    /**
     * The document of the copy, which is that of the bundle.
     *
     * @throws CannotJudgeException where it is another model's
     */
    public static BundleDocument of(Draft copy, BundleDocument bundle) {
        BundleDocument found = new BundleReader().read(copy.files(), bundle.parent());
        BundleShelf.requireIdentity(
                bundle.sha(), found, "its copy, so it changed meanwhile; let nothing write to it and try again");
        return found;
    }
}
