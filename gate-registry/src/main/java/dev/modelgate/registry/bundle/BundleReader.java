package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.identity.TensorEntry;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
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
        JsonValue config = config(listing);
        ImmutableList<StoredTensor> tensors = BundleTensors.of(listing).values().asList();
        ImmutableList<BundleFile> files = listing.files(FileKind.CONTENT);
        if (tensors.isEmpty() && files.isEmpty()) {
            throw new CannotJudgeException(
                    "the bundle %s has no tensors and no behaviour-bearing files, so it has no identity; name the directory that holds the model"
                            .formatted(directory));
        }
        ImmutableList<String> hashes = hashes(tensors, files);
        listing.requireUnchanged();
        return new BundleDocument(
                parent,
                config,
                tensorEntries(tensors, hashes.subList(0, tensors.size())),
                fileEntries(files, hashes.subList(tensors.size(), hashes.size())));
    }

    private static JsonValue config(BundleListing listing) {
        return listing.files(FileKind.CONFIG).stream()
                .map(ConfigFile::read)
                .findFirst()
                .orElse(JsonNull.NULL);
    }

    private ImmutableList<String> hashes(List<StoredTensor> tensors, List<BundleFile> files) {
        Stream<Extent> extents = Stream.concat(
                tensors.stream().map(StoredTensor::extent), files.stream().map(BundleFile::whole));
        return ParallelHashing.sha256(extents.toList(), progress);
    }

    private static ImmutableList<TensorEntry> tensorEntries(List<StoredTensor> tensors, List<String> hashes) {
        ImmutableList.Builder<TensorEntry> entries = ImmutableList.builder();
        for (int i = 0; i < tensors.size(); i++) {
            StoredTensor tensor = tensors.get(i);
            entries.add(new TensorEntry(tensor.name(), tensor.dtype(), tensor.shape(), hashes.get(i)));
        }
        return entries.build();
    }

    private static ImmutableList<FileEntry> fileEntries(List<BundleFile> files, List<String> hashes) {
        ImmutableList.Builder<FileEntry> entries = ImmutableList.builder();
        for (int i = 0; i < files.size(); i++) {
            BundleFile file = files.get(i);
            entries.add(new FileEntry(file.path(), file.size(), hashes.get(i)));
        }
        return entries.build();
    }
}
