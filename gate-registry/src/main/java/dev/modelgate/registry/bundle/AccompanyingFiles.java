package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.identity.FileKind;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The files of a bundle that are no part of its identity and are kept with it all the same: where it was made, under
 * which licence, which shard holds which tensor.
 */
public final class AccompanyingFiles {

    private AccompanyingFiles() {}

    /**
     * They, with their digests, by code points of their paths.
     *
     * @throws dev.modelgate.core.CannotJudgeException where the bundle cannot be read
     */
    public static ImmutableList<FileEntry> of(Path directory) {
        BundleListing listing = BundleListing.of(directory);
        ImmutableList<BundleFile> files = listing.files().stream()
                .filter(file -> file.kind() == FileKind.ACCOMPANYING || file.kind() == FileKind.SHARD_INDEX)
                .collect(ImmutableList.toImmutableList());
        Stream<Extent> extents = files.stream().map(BundleFile::whole);
        return BundleReader.fileEntries(files, ParallelHashing.sha256(extents.toList(), ReadProgress.NONE));
    }
}
