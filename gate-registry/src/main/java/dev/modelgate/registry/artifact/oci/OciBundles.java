package dev.modelgate.registry.artifact.oci;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.artifact.BundleFiles;
import dev.modelgate.registry.artifact.BundleFiles.PlacedFile;
import dev.modelgate.registry.artifact.oci.ModelPack.Placed;
import dev.modelgate.registry.artifact.oci.OciRegistry.Stored;
import dev.modelgate.registry.http.DigestSink;
import dev.modelgate.registry.http.Payload;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Bundles in one repository of a registry. */
public final class OciBundles {

    private final OciRegistry registry;

    public OciBundles(OciRegistry registry) {
        this.registry = registry;
    }

    OciReference repository() {
        return registry.repository();
    }

    /**
     * Pushes a bundle, and looks at every part of it as the registry has it then.
     *
     * @param document what the bundle was read to
     * @param bundle a directory that nobody else writes to
     * @param tag under which it is found besides its digest
     * @return the digest of its manifest: the same for the same bundle, wherever it is pushed
     */
    public Digest push(BundleDocument document, Path bundle, String tag) throws IOException {
        ImmutableList.Builder<Descriptor> layers = ImmutableList.builder();
        for (PlacedFile file : BundleFiles.of(bundle)) {
            DigestSink content = DigestSink.of(file.source());
            Descriptor layer = ModelPack.layer(file.path(), new Digest(content.sha256()), content.size());
            registry.pushBlob(layer, Payload.of(file.source(), content.size()));
            layers.add(layer);
        }
        Manifest manifest = ModelPack.manifest(document.sha(), document.parent(), layers.build());
        registry.pushBlob(manifest.config(), Payload.of(ModelPack.config(manifest.layers())));
        byte[] bytes = manifest.bytes();
        registry.pushManifest(tag, MediaTypes.OCI_MANIFEST, bytes);
        return Digest.of(bytes);
    }

    /**
     * What a tag or digest stands for.
     *
     * @param digest of the manifest
     * @param sha that the manifest names
     * @param parent that the manifest names
     */
    record Found(Digest digest, Manifest manifest, Optional<CanonicalSha> sha, Optional<CanonicalSha> parent) {}

    /** The bundle behind a tag or digest; empty where the registry has none. */
    Optional<Found> find(String reference) {
        String what = repository().repositoryName() + " " + reference;
        return registry.manifest(reference).map(stored -> found(stored, what));
    }

    /** As {@link #find}, where it must be there. */
    Found require(String reference) {
        return find(reference)
                .orElseThrow(() -> new RemoteFailure(
                        Kind.NOT_FOUND,
                        "%s has no %s, but it is to be fetched; check the name"
                                .formatted(repository().repositoryName(), reference)));
    }

    private static Found found(Stored stored, String what) {
        Manifest manifest = Manifest.read(stored.bytes(), what);
        return new Found(
                stored.digest(),
                manifest,
                ModelPack.sha(manifest, MediaTypes.CANONICAL_SHA, what),
                ModelPack.sha(manifest, MediaTypes.PARENT, what));
    }

    /**
     * Downloads a bundle's files.
     *
     * @param target an empty directory; what is in it after a failure is of no use
     * @throws CannotJudgeException where a name is unsafe, or a blob is not what the manifest says
     */
    void pull(Found found, Path target) throws IOException {
        String what = repository().at(found.digest());
        ImmutableList<Placed> files = ModelPack.files(found.manifest(), what);
        registry.smallBlob(found.manifest().config());
        for (Placed file : files) {
            registry.pullBlob(file.layer(), file.path().in(target));
        }
    }
}
