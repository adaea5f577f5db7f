package dev.modelgate.registry.artifact;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.file.DurableFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Bundles in a directory, each under its canonical SHA: {@code SHA/bundle}, and {@code SHA/document.json} with its
 * canonical document. A copy appears whole, in one step, and only after its own bytes gave the SHA it is filed under.
 */
public final class DirectoryArtifactStore implements ArtifactStore {

    private final Path root;

    public DirectoryArtifactStore(Path root) {
        this.root = root;
    }

    @Override
    public String put(BundleDocument document, Path bundle) throws IOException {
        Path place = place(document.sha());
        if (Files.notExists(place)) {
            copy(document, bundle, place);
        } else {
            requireIdentity(
                    document, place.resolve("bundle"), "the stored copy; remove it and register the model again");
        }
        return document.sha().hex();
    }

    @Override
    public Optional<Path> fetch(CanonicalSha sha) {
        Path bundle = place(sha).resolve("bundle");
        return Files.isDirectory(bundle) ? Optional.of(bundle) : Optional.empty();
    }

    private Path place(CanonicalSha sha) {
        return root.resolve(sha.hex());
    }

    private void copy(BundleDocument document, Path bundle, Path place) throws IOException {
        DurableFiles.createFolders(root);
        Path incoming = Files.createTempDirectory(root, ".incoming-");
        try {
            Path copy = incoming.resolve("bundle");
            BundleCopy.copy(bundle, copy);
            requireIdentity(document, copy, "its copy, so it changed meanwhile; let nothing write to it and try again");
            Path kept = incoming.resolve("document.json");
            Files.write(kept, document.bytes());
            DurableFiles.sync(kept);
            DurableFiles.syncFolder(incoming);
            moveUnlessThere(incoming, place);
        } finally {
            if (Files.exists(incoming)) {
                MoreFiles.deleteRecursively(incoming, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        }
    }

    /** Somebody else may have stored the same model meanwhile; one copy is as good as the other. */
    private static void moveUnlessThere(Path incoming, Path place) throws IOException {
        try {
            DurableFiles.move(incoming, place);
        } catch (FileSystemException e) {
            if (Files.notExists(place)) {
                throw e;
            }
        }
    }

    private static void requireIdentity(BundleDocument document, Path copy, String whatToDo) {
        CanonicalSha found = new BundleReader().read(copy, document.parent()).sha();
        if (!found.equals(document.sha())) {
            throw new CannotJudgeException(
                    "the bundle of model %s has the SHA %s in %s".formatted(document.sha(), found, whatToDo));
        }
    }
}
