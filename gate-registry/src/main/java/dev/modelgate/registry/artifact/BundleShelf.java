package dev.modelgate.registry.artifact;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.port.DisposableArtifacts;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.file.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bundles on disk, each under its canonical SHA: {@code SHA/bundle}, and {@code SHA/document.json} with its canonical
 * document, which holds the parent. A bundle appears whole, in one step, and only after its own bytes gave the SHA it
 * is filed under; several processes may write at once.
 */
public final class BundleShelf {

    private static final String BUNDLE = "bundle";
    private static final String DOCUMENT = "document.json";
    private static final String DRAFTS = ".drafts";

    /** A draft this old belongs to no living process. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path root;

    public BundleShelf(Path root) {
        this.root = root;
    }

    /** A bundle in the making, on the same file system as the shelf. It is to be kept or discarded. */
    public record Draft(Path whole) {
        /** Where its files go. */
        public Path files() {
            return whole.resolve(BUNDLE);
        }
    }

    /** A draft without files. */
    public Draft draft() throws IOException {
        Draft draft = folder();
        Files.createDirectory(draft.files());
        return draft;
    }

    /** A draft that is a copy of a bundle. */
    public Draft copyOf(Path bundle) throws IOException {
        Draft draft = folder();
        try {
            BundleCopy.copy(bundle, draft.files());
            return draft;
        } catch (IOException | RuntimeException e) {
            discard(draft);
            throw e;
        }
    }

    private Draft folder() throws IOException {
        Path drafts = root.resolve(DRAFTS);
        DurableFiles.createFolders(drafts);
        sweep(drafts);
        return new Draft(Files.createTempDirectory(drafts, "draft-"));
    }

    /** Removes a draft that will not be kept; one that was is no error. */
    public void discard(Draft draft) throws IOException {
        delete(draft.whole());
    }

    /**
     * Makes a draft a bundle of the shelf. Where somebody else was faster, that copy stays: one is as good as the other.
     *
     * @param draft its files are synced already
     * @param document what its files were read to
     * @return where its files are now
     */
    public Path keep(Draft draft, BundleDocument document) throws IOException {
        Path kept = draft.whole().resolve(DOCUMENT);
        Files.write(kept, document.bytes());
        DurableFiles.sync(kept);
        syncFolders(draft.whole());
        try {
            DurableFiles.move(draft.whole(), place(document.sha()));
        } catch (FileSystemException e) {
            if (find(document.sha()).isEmpty()) {
                throw e;
            }
        }
        return place(document.sha()).resolve(BUNDLE);
    }

    /** The files of a bundle; they are not proven. */
    public Optional<Path> find(CanonicalSha sha) {
        Path bundle = place(sha).resolve(BUNDLE);
        return Files.isDirectory(bundle) ? Optional.of(bundle) : Optional.empty();
    }

    /**
     * What a bundle of the shelf is, by its own bytes.
     *
     * @throws CannotJudgeException where they are no longer what they are filed under
     */
    public BundleDocument proven(CanonicalSha sha, BundleReader reader) {
        Path place = place(sha);
        byte[] bytes = InputFiles.bytes(place.resolve(DOCUMENT));
        if (!Sha256.hex(bytes).equals(sha.hex())) {
            throw new CannotJudgeException("%s does not hash to the directory it is in; remove the directory %s"
                    .formatted(place.resolve(DOCUMENT), place));
        }
        JsonObject document =
                JsonReader.readObject(bytes, place.resolve(DOCUMENT).toString());
        Optional<CanonicalSha> parent = JsonShape.optional(document, "parent")
                .map(value -> new CanonicalSha(JsonShape.text(value, "'parent'")));
        BundleDocument read = reader.read(place.resolve(BUNDLE), parent);
        requireIdentity(sha, read, "the stored copy; remove %s, and store the model again".formatted(place));
        return read;
    }

    /**
     * Sees that files are the model they are taken for.
     *
     * @param where and what to do, for the message
     */
    public static void requireIdentity(CanonicalSha expected, BundleDocument found, String where) {
        if (!found.sha().equals(expected)) {
            throw new CannotJudgeException(
                    "the bundle of model %s has the SHA %s in %s".formatted(expected, found.sha(), where));
        }
    }

    /** Removes a bundle, which is gone in one step; none is no error. */
    public void remove(CanonicalSha sha) throws IOException {
        if (Files.exists(place(sha))) {
            Draft gone = folder();
            DurableFiles.move(place(sha), gone.whole().resolve(sha.hex()));
            delete(gone.whole());
        }
    }

    /** Every bundle that it holds, sorted by SHA. */
    ImmutableList<DisposableArtifacts.Held> held() throws IOException {
        if (Files.notExists(root)) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<DisposableArtifacts.Held> held = ImmutableList.builder();
        try (Stream<Path> places = Files.list(root).sorted()) {
            for (Path place : places.toList()) {
                Optional<CanonicalSha> sha =
                        CanonicalSha.ifOne(place.getFileName().toString());
                if (sha.isPresent()) {
                    held.add(new DisposableArtifacts.Held(
                            sha.get(),
                            size(place),
                            Files.getLastModifiedTime(place).toInstant()));
                }
            }
        }
        return held.build();
    }

    /** Every draft, sorted by name; one that is kept or discarded meanwhile is none. */
    ImmutableList<DisposableArtifacts.Unfinished> unfinished() throws IOException {
        Path drafts = root.resolve(DRAFTS);
        if (Files.notExists(drafts)) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<DisposableArtifacts.Unfinished> unfinished = ImmutableList.builder();
        try (Stream<Path> all = Files.list(drafts).sorted()) {
            for (Path draft : all.toList()) {
                try {
                    unfinished.add(new DisposableArtifacts.Unfinished(
                            draft.getFileName().toString(),
                            size(draft),
                            Files.getLastModifiedTime(draft).toInstant()));
                } catch (NoSuchFileException | UncheckedIOException e) {
                    if (Files.exists(draft)) {
                        throw e;
                    }
                }
            }
        }
        return unfinished.build();
    }

    void removeUnfinished(String name) throws IOException {
        Path drafts = root.resolve(DRAFTS);
        Path draft = drafts.resolve(name);
        if (drafts.equals(draft.getParent())) {
            delete(draft);
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    private Path place(CanonicalSha sha) {
        return root.resolve(sha.hex());
    }

    private static void sweep(Path drafts) throws IOException {
        FileTime limit = FileTime.fromMillis(System.currentTimeMillis() - ABANDONED.toMillis());
        try (DirectoryStream<Path> all = Files.newDirectoryStream(drafts)) {
            for (Path each : all) {
                if (isOlder(each, limit)) {
                    delete(each);
                }
            }
        }
    }

    /** One that is gone was kept or discarded meanwhile, by whoever made it. */
    private static boolean isOlder(Path draft, FileTime limit) throws IOException {
        try {
            return Files.getLastModifiedTime(draft).compareTo(limit) < 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void syncFolders(Path folder) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path child : children) {
                syncFolders(child);
            }
        }
        DurableFiles.syncFolder(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
