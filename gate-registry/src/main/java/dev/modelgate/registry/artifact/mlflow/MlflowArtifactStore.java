package dev.modelgate.registry.artifact.mlflow;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.port.RunTracker;
import dev.modelgate.registry.artifact.ArtifactPath;
import dev.modelgate.registry.artifact.BundleFiles;
import dev.modelgate.registry.artifact.BundleFiles.PlacedFile;
import dev.modelgate.registry.artifact.BundleShelf;
import dev.modelgate.registry.artifact.BundleShelf.Draft;
import dev.modelgate.registry.artifact.ProvenCopy;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Bundles among the artifacts of one run that the registry has for itself: {@code modelgate/SHA/bundle/…} and, last,
 * {@code modelgate/SHA/manifest.json}. What was fetched once is on the local shelf and not fetched again.
 */
public final class MlflowArtifactStore implements ArtifactStore {

    private static final String BUNDLE = "bundle";
    private static final long MAX_MANIFEST = 16 << 20;

    private final RunTracker tracker;
    private final MlflowArtifacts artifacts;
    private final String runId;
    private final BundleShelf shelf;

    /**
     * @param runId the run whose artifacts hold the bundles
     * @param shelf for what was fetched
     */
    public MlflowArtifactStore(RunTracker tracker, MlflowArtifacts artifacts, String runId, BundleShelf shelf) {
        this.tracker = tracker;
        this.artifacts = artifacts;
        this.runId = runId;
        this.shelf = shelf;
    }

    /**
     * The store that a name means.
     *
     * @param name {@code mlflow:RUN_ID}
     * @throws CannotJudgeException where it names something inside a run
     */
    public static MlflowArtifactStore open(
            String name, MlflowServer server, HttpTransport transport, BundleShelf shelf) {
        MlflowReference reference = MlflowReference.parse(name, Optional.empty());
        if (reference.tree().isPresent() || reference.folder().isPresent()) {
            throw new CannotJudgeException("the artifact store is '%s', but a whole run is required; write mlflow:%s"
                    .formatted(reference, reference.run()));
        }
        return new MlflowArtifactStore(
                new MlflowRunTracker(server, transport),
                new MlflowArtifacts(server, transport, ArtifactLimits.DEFAULT),
                reference.run(),
                shelf);
    }

    @Override
    public String put(BundleDocument document, Path bundle) throws IOException {
        TrackedRun run = run();
        if (download(run, document.sha()).isEmpty()) { // what is there is proven by taking it
            upload(run, document, bundle);
        }
        return "mlflow:%s@run/%s".formatted(runId, at(document.sha(), BUNDLE));
    }

    private void upload(TrackedRun run, BundleDocument document, Path bundle) throws IOException {
        Draft copy = shelf.copyOf(bundle);
        try {
            BundleDocument proven = ProvenCopy.of(copy, document);
            ImmutableList<PlacedFile> files = BundleFiles.of(copy.files());
            files.forEach(file -> file.path().requireUrlSafe()); // before the first byte goes out
            ImmutableList.Builder<FileEntry> entries = ImmutableList.builder();
            for (PlacedFile file : files) {
                String digest = artifacts.upload(run, at(proven.sha(), BUNDLE + "/" + file.path()), file.source());
                entries.add(new FileEntry(file.path().text(), file.size(), digest));
            }
            Path manifest = copy.whole().resolve(BundleManifest.NAME);
            Files.write(manifest, new BundleManifest(proven.sha(), proven.parent(), entries.build()).bytes());
            artifacts.upload(run, at(proven.sha(), BundleManifest.NAME), manifest);
            Files.delete(manifest);
            shelf.keep(copy, proven);
        } finally {
            shelf.discard(copy);
        }
    }

    @Override
    public Optional<Path> fetch(CanonicalSha sha) throws IOException {
        Optional<Path> here = shelf.find(sha);
        return here.isPresent() ? here : download(run(), sha);
    }

    /** Takes a bundle and proves it; empty where the server does not hold it whole. */
    private Optional<Path> download(TrackedRun run, CanonicalSha sha) throws IOException {
        Draft draft = shelf.draft();
        try {
            Optional<BundleManifest> manifest = manifest(run, sha, draft);
            if (manifest.isEmpty()) {
                return Optional.empty();
            }
            ArtifactTree tree = artifacts.treeOf(run);
            for (FileEntry file : manifest.get().files()) {
                artifacts.takeExactly(tree, at(sha, BUNDLE + "/" + file.path()), draft.files(), file);
            }
            BundleDocument found =
                    new BundleReader().read(draft.files(), manifest.get().parent());
            BundleShelf.requireIdentity(
                    sha, found, "run '%s' of %s; store the model again".formatted(runId, tracker.uri()));
            return Optional.of(shelf.keep(draft, found));
        } finally {
            shelf.discard(draft);
        }
    }

    private Optional<BundleManifest> manifest(TrackedRun run, CanonicalSha sha, Draft draft) throws IOException {
        Path file = draft.whole().resolve(BundleManifest.NAME);
        try {
            return artifacts
                    .takeIfThere(artifacts.treeOf(run), at(sha, BundleManifest.NAME), file, MAX_MANIFEST)
                    .map(taken -> BundleManifest.read(taken, sha));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static ArtifactPath at(CanonicalSha sha, String below) {
        return new ArtifactPath("modelgate/" + sha.hex() + "/" + below).requireUrlSafe();
    }

    private TrackedRun run() {
        return tracker.run(runId)
                .filter(run -> !run.deleted())
                .orElseThrow(() -> new RemoteFailure(
                        Kind.NOT_FOUND,
                        "run '%s' that holds the bundles is not on %s, or is deleted; restore it, or name another"
                                .formatted(runId, tracker.uri())));
    }
}
