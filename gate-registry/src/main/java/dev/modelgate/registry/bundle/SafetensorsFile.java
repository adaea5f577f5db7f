package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteStreams;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * A safetensors file: eight bytes with the header's length (little-endian), the header (JSON), the data. Every byte
 * of the data belongs to exactly one tensor, or the file is an error: bytes that no tensor owns would not be part of
 * any identity.
 */
final class SafetensorsFile {

    /** The format's own limit on the header, in bytes. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int PREFIX_BYTES = Long.BYTES;

    private final BundleFile file;

    private SafetensorsFile(BundleFile file) {
        this.file = file;
    }

    /**
     * The tensors, in the order of the header.
     *
     * @throws CannotJudgeException naming the file and what is wrong with it
     */
    static ImmutableList<StoredTensor> tensors(BundleFile file) {
        try (FileChannel channel = FileChannel.open(file.location())) {
            return new SafetensorsFile(file).tensors(channel);
        } catch (IOException e) {
            throw Unreadable.because(file.shown(), e);
        }
    }

    /** What stands before the data. */
    static Extent head(BundleFile file) {
        try (FileChannel channel = FileChannel.open(file.location())) {
            long headerBytes = new SafetensorsFile(file).headerBytes(channel);
            return new Extent(file.shown(), file.location(), 0, PREFIX_BYTES + headerBytes);
        } catch (IOException e) {
            throw Unreadable.because(file.shown(), e);
        }
    }

    private ImmutableList<StoredTensor> tensors(FileChannel channel) throws IOException {
        long headerBytes = headerBytes(channel);
        InputStream header = ByteStreams.limit(Channels.newInputStream(channel), headerBytes);
        List<HeaderEntry> entries = SafetensorsHeader.read(header, file.shown());
        long dataStart = PREFIX_BYTES + headerBytes;
        DataLayout.requireComplete(entries, file.size() - dataStart, file.shown());
        return entries.stream().map(entry -> stored(entry, dataStart)).collect(ImmutableList.toImmutableList());
    }

    private long headerBytes(FileChannel channel) throws IOException {
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (prefix.hasRemaining()) {
            if (channel.read(prefix) < 0) {
                throw error("has %d bytes, but the length of the header alone takes 8".formatted(prefix.position()));
            }
        }
        long length = prefix.getLong(0);
        if (length < 0 || length > MAX_HEADER_BYTES) {
            throw error("gives its header's length as %s bytes, but at most 100000000 are allowed"
                    .formatted(Long.toUnsignedString(length)));
        }
        if (length > file.size() - PREFIX_BYTES) {
            throw error("gives its header's length as %d bytes, but only %d follow"
                    .formatted(length, file.size() - PREFIX_BYTES));
        }
        return length;
    }

    private StoredTensor stored(HeaderEntry entry, long dataStart) {
        return new StoredTensor(
                entry.name(),
                entry.dtype(),
                entry.shape(),
                file.shown(),
                file.location(),
                dataStart + entry.begin(),
                entry.length());
    }

    private CannotJudgeException error(String problem) {
        return new CannotJudgeException("%s %s; fetch or export the file again".formatted(file.shown(), problem));
    }
}
