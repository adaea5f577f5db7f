package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import dev.modelgate.eval.json.InputFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of the files of a bundle that count, and of no others: what runs shall find nothing that its identity does
 * not cover. A link becomes a file with the bytes it leads to; an index of shards keeps what the files confirm.
 *
 * <p>What must be known before the data is hashed is copied at once, so that no header is read from the original and
 * its data from the copy; the data itself is copied as it is hashed.
 */
final class BundleCopy {

    private final Path target;
    private final Map<Path, Path> originals = new LinkedHashMap<>();
    private final ImmutableList.Builder<BundleFile> copies = ImmutableList.builder();

    private BundleCopy(Path target) {
        this.target = target;
    }

    /**
     * Begins a copy.
     *
     * @param target an empty directory that nobody else may write to
     */
    static BundleCopy begin(BundleListing source, Path target) throws IOException {
        BundleCopy copy = new BundleCopy(target);
        for (BundleFile file : source.files()) {
            copy.begin(file);
        }
        return copy;
    }

    /** The copies as they will be when all data is read by {@link #opened}. */
    BundleListing listing(BundleListing source) {
        return source.copiedTo(copies.build());
    }

    /** An extent of a copy, read from the original and written on the way. */
    ExtentReader opened(Extent extent) {
        Path original = originals.get(extent.location());
        if (original == null) {
            throw new IllegalArgumentException("no file is copied to " + extent.location());
        }
        return ExtentReader.copying(
                new Extent(extent.shown(), original, extent.offset(), extent.length()), extent.location());
    }

    /** Ends it: nothing in it is to be changed any more, but a program stays one. */
    void finish() throws IOException {
        for (Map.Entry<Path, Path> each : originals.entrySet()) {
            boolean runs = Files.isExecutable(each.getValue());
            if (!each.getKey().toFile().setReadOnly()
                    || (runs && !each.getKey().toFile().setExecutable(true, true))) {
                throw new IOException("the rights of %s could not be set".formatted(each.getKey()));
            }
        }
    }

    private void begin(BundleFile file) throws IOException {
        switch (file.kind()) {
            case TENSORS -> {
                Path copy = place(file, file.size());
                whole(SafetensorsFile.head(file), copy);
            }
            case CONFIG -> whole(file.whole(), place(file, file.size()));
            case CONTENT -> place(file, file.size());
            case SHARD_INDEX -> index(file);
            case ACCOMPANYING, HIDDEN -> {} // nothing that runs needs them
        }
    }

    private void index(BundleFile file) throws IOException {
        Optional<ShardIndex> index = ShardIndex.read(file);
        if (index.isPresent()) {
            byte[] bytes = index.get().bytes();
            Files.write(place(file, bytes.length), bytes);
        }
    }

    private Path place(BundleFile file, long size) throws IOException {
        Path copy = target.resolve(InputFiles.path(file.path()));
        Files.createDirectories(copy.getParent());
        copies.add(file.at(copy, size));
        originals.put(copy, file.location());
        return copy;
    }

    private static void whole(Extent extent, Path copy) {
        try (ExtentReader reader = ExtentReader.copying(extent, copy)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(ExtentReader.BYTES_AT_ONCE, extent.length()));
            while (reader.fill(buffer).hasRemaining()) {
                buffer.clear();
            }
        }
    }
}
