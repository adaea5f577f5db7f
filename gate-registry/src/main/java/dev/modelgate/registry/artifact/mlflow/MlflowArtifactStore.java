package dev.modelgate.registry.artifact.mlflow;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.port.RunTracker;
import dev.modelgate.registry.artifact.ArtifactPath;
import dev.modelgate.registry.artifact.BundleFiles;
import dev.modelgate.registry.artifact.BundleFiles.BundleFile;
import dev.modelgate.registry.artifact.BundleShelf;
import dev.modelgate.registry.artifact.BundleShelf.Draft;
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

    @Override
    public String put(CanonicalSha sha, Optional<CanonicalSha> parent, Path bundle) throws IOException {
        TrackedRun run = run();
        Draft draft = shelf.draft();
        try {
            if (manifest(run, sha, draft).isEmpty()) {
                upload(run, sha, parent, bundle, draft);
            }
        } finally {
            shelf.discard(draft);
        }
        return "mlflow:%s@run/modelgate/%s/bundle".formatted(runId, sha);
    }

    private void upload(TrackedRun run, CanonicalSha sha, Optional<CanonicalSha> parent, Path bundle, Draft draft)
            throws IOException {
        ImmutableList<BundleFile> files = BundleFiles.of(bundle);
        files.forEach(file -> file.path().requireUrlSafe()); // before the first byte goes out
        ImmutableList.Builder<FileEntry> entries = ImmutableList.builder();
        for (BundleFile file : files) {
            String digest = artifacts.upload(run, at(sha, "bundle/" + file.path()), file.source());
            entries.add(new FileEntry(file.path().text(), file.size(), digest));
        }
        Path manifest = draft.whole().resolve(BundleManifest.NAME);
        Files.write(manifest, new BundleManifest(sha, parent, entries.build()).bytes());
        artifacts.upload(run, at(sha, BundleManifest.NAME), manifest);
    }

    @Override
    public Optional<StoredBundle> fetch(CanonicalSha sha) throws IOException {
        Optional<StoredBundle> here = shelf.find(sha);
        return here.isPresent() ? here : download(sha);
    }

    private Optional<StoredBundle> download(CanonicalSha sha) throws IOException {
        TrackedRun run = run();
        Draft draft = shelf.draft();
        try {
            Optional<BundleManifest> manifest = manifest(run, sha, draft);
            if (manifest.isEmpty()) {
                return Optional.empty();
            }
            ArtifactTree tree = artifacts.treeOf(run);
            for (FileEntry file : manifest.get().files()) {
                artifacts.takeExactly(tree, at(sha, "bundle/" + file.path()), draft.files(), file);
            }
            return Optional.of(shelf.keep(draft, sha, manifest.get().parent()));
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
