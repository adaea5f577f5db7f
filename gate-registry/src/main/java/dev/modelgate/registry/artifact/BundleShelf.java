package dev.modelgate.registry.artifact;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.ArtifactStore.StoredBundle;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/**
 * Bundles on disk, by canonical SHA: {@code SHA/bundle/} holds the files, {@code SHA/model.json} the SHA and the
 * parent. A bundle appears whole, by one rename, or not at all; several processes may write at once.
 */
public final class BundleShelf {

    private static final String SCHEMA = "modelgate.stored-bundle/v1";
    private static final String BUNDLE = "bundle";
    private static final String MODEL = "model.json";
    private static final String DRAFTS = ".drafts";

    /** A draft this old belongs to no living process. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path root;

    public BundleShelf(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** A bundle in the making, on the same file system as the shelf. */
    public record Draft(Path whole) {
        /** Where its files go. */
        public Path files() {
            return whole.resolve(BUNDLE);
        }
    }

    /** Begins a bundle. It is to be kept or discarded. */
    public Draft draft() throws IOException {
        Path drafts = Files.createDirectories(root.resolve(DRAFTS));
        sweep(drafts);
        Draft draft = new Draft(Files.createTempDirectory(drafts, "draft-"));
        Files.createDirectory(draft.files());
        return draft;
    }

    /** Removes a draft that will not be kept; one that was is no error. */
    public void discard(Draft draft) throws IOException {
        DurableFiles.deleteTree(draft.whole());
    }

    /**
     * Makes a draft a bundle of the shelf. Where another process was faster, its copy stays.
     *
     * @param draft filled; its files are already synchronised to disk
     */
    public StoredBundle keep(Draft draft, CanonicalSha sha, Optional<CanonicalSha> parent) throws IOException {
        Path whole = draft.whole();
        JsonObject model = JsonBuilder.object()
                .put("schema", SCHEMA)
                .put("sha", sha.hex())
                .putOrNull("parent", parent.map(CanonicalSha::hex))
                .build();
        DurableFiles.write(whole.resolve(MODEL), PrettyJson.indented(model).getBytes(StandardCharsets.UTF_8));
        DurableFiles.syncTree(whole);
        moveInto(whole, root.resolve(sha.hex()), sha);
        return find(sha)
                .orElseThrow(() -> new IOException("%s was removed while it was written; start the command again"
                        .formatted(root.resolve(sha.hex()))));
    }

    private void moveInto(Path whole, Path place, CanonicalSha sha) throws IOException {
        try {
            Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.syncDirectory(root);
        } catch (FileSystemException e) {
            if (find(sha).isEmpty()) {
                throw e;
            }
        }
    }

    /**
     * A bundle that is here; its bytes are not verified.
     *
     * @throws CannotJudgeException where what stands beside the bytes says something else than their name
     */
    public Optional<StoredBundle> find(CanonicalSha sha) {
        Path place = root.resolve(sha.hex());
        Path model = place.resolve(MODEL);
        if (!Files.isRegularFile(model) || !Files.isDirectory(place.resolve(BUNDLE))) {
            return Optional.empty();
        }
        JsonObject read = JsonShape.object(JsonReader.read(model), model.toString());
        requireSame(model, read, sha);
        Optional<CanonicalSha> parent = JsonShape.optional(read, "parent")
                .map(value -> new CanonicalSha(JsonShape.text(value, model + ": 'parent'")));
        return Optional.of(new StoredBundle(place.resolve(BUNDLE), parent));
    }

    /** Removes a bundle; none is no error. */
    public void remove(CanonicalSha sha) throws IOException {
        DurableFiles.deleteTree(root.resolve(sha.hex()));
    }

    private static void requireSame(Path model, JsonObject read, CanonicalSha sha) {
        String found = JsonShape.text(JsonShape.required(read, "sha", model.toString()), model + ": 'sha'");
        if (!found.equals(sha.hex())) {
            throw new CannotJudgeException("%s: the SHA is '%s', but the directory is named '%s'; remove the directory"
                    .formatted(model, found, sha));
        }
    }

    private static void sweep(Path drafts) throws IOException {
        FileTime limit = FileTime.fromMillis(System.currentTimeMillis() - ABANDONED.toMillis());
        try (DirectoryStream<Path> old = Files.newDirectoryStream(
                drafts, entry -> Files.getLastModifiedTime(entry).compareTo(limit) < 0)) {
            for (Path each : old) {
                DurableFiles.deleteTree(each);
            }
        }
    }
}
