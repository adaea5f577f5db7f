package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.identity.FileKind;
import dev.modelgate.core.identity.TensorEntry;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a bundle to the document that is its identity, by {@code spec/canonical-sha.md}. Memory is bounded by the
 * headers, not by the weights; the hashing uses all cores.
 */
public final class BundleReader {

    private final ReadProgress progress;

    public BundleReader() {
        this(ReadProgress.NONE);
    }

    public BundleReader(ReadProgress progress) {
        this.progress = progress;
    }

    /**
     * Reads the bundle in a directory.
     *
     * @param parent the canonical SHA of the model it was made from
     * @throws CannotJudgeException where the directory is no bundle, breaks a rule of the specification, or is
     *     written to during the reading: the file and the reason
     */
    public BundleDocument read(Path directory, Optional<CanonicalSha> parent) {
        BundleListing listing = BundleListing.of(directory);
        Content content = complete(listing);
        ImmutableList<String> hashes = ParallelHashing.sha256(content.extents(), progress);
        listing.requireUnchanged();
        return content.document(parent, hashes);
    }

    /**
     * Copies what counts of the bundle in a directory, and reads the copy: each byte is hashed as it is written. What
     * lies beside is left out.
     *
     * @param target an empty directory that nobody else may write to
     * @throws CannotJudgeException as {@link #read}, or where the copy cannot be written
     */
    BundleDocument copy(Path directory, Optional<CanonicalSha> parent, Path target) throws IOException {
        BundleListing source = BundleListing.of(directory);
        complete(source); // before gigabytes are copied in vain
        BundleCopy copy = BundleCopy.begin(source, target);
        BundleListing listing = copy.listing(source);
        Content content = Content.of(listing);
        ImmutableList<String> hashes = ParallelHashing.sha256(content.extents(), copy::opened, progress);
        source.requireUnchanged();
        complete(listing); // of what was copied, whatever stood there before
        copy.finish();
        return content.document(parent, hashes);
    }

    private static Content complete(BundleListing listing) {
        CompleteBundle.requireFetched(listing);
        Content content = Content.of(listing);
        CompleteBundle.require(listing, content.named());
        return content;
    }

    /** What counts of a bundle. */
    private record Content(
            JsonValue config, ImmutableMap<String, StoredTensor> named, ImmutableList<BundleFile> files) {

        static Content of(BundleListing listing) {
            Content content =
                    new Content(configuration(listing), BundleTensors.of(listing), listing.files(FileKind.CONTENT));
            if (content.named.isEmpty() && content.files.isEmpty()) {
                throw new CannotJudgeException(
                        "the bundle %s has no tensors and no behaviour-bearing files, so it has no identity; name the directory that holds the model"
                                .formatted(listing.directory()));
            }
            return content;
        }

        ImmutableList<Extent> extents() {
            return Stream.concat(
                            named.values().stream().map(StoredTensor::extent),
                            files.stream().map(BundleFile::whole))
                    .collect(ImmutableList.toImmutableList());
        }

        BundleDocument document(Optional<CanonicalSha> parent, ImmutableList<String> hashes) {
            return new BundleDocument(
                    parent,
                    config,
                    tensorEntries(named.values().asList(), hashes.subList(0, named.size())),
                    fileEntries(files, hashes.subList(named.size(), hashes.size())));
        }
    }

    private static JsonValue configuration(BundleListing listing) {
        return listing.files(FileKind.CONFIG).stream()
                .map(ConfigFile::read)
                .findFirst()
                .orElse(JsonNull.NULL);
    }

    private static ImmutableList<TensorEntry> tensorEntries(List<StoredTensor> tensors, List<String> hashes) {
        ImmutableList.Builder<TensorEntry> entries = ImmutableList.builder();
        for (int i = 0; i < tensors.size(); i++) {
            StoredTensor tensor = tensors.get(i);
            entries.add(new TensorEntry(tensor.name(), tensor.dtype(), tensor.shape(), hashes.get(i)));
        }
        return entries.build();
    }

    static ImmutableList<FileEntry> fileEntries(List<BundleFile> files, List<String> hashes) {
        ImmutableList.Builder<FileEntry> entries = ImmutableList.builder();
        for (int i = 0; i < files.size(); i++) {
            BundleFile file = files.get(i);
            entries.add(new FileEntry(file.path(), file.size(), hashes.get(i)));
        }
        return entries.build();
    }
}
