package dev.modelgate.registry.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that a crash finds whole: written beside their place, synced, moved there in one step, and the folder synced
 * too, for until then the name itself may be lost.
 */
public final class DurableFiles {

    /** Where a file is written before it gets its name. One is enough: writers exclude each other. */
    static final String SCRATCH = ".scratch";

    private static final boolean FOLDERS_CAN_BE_SYNCED = File.separatorChar == '/';

    private DurableFiles() {}

    /**
     * Creates or replaces a file below {@code root}.
     *
     * @throws IOException where it could not be written; what was there is there still
     */
    static void replace(Path root, Path file, byte[] bytes) throws IOException {
        createFolders(parent(file));
        Path scratch = root.resolve(SCRATCH);
        try {
            write(scratch, bytes);
            move(scratch, file);
        } catch (IOException e) {
            Files.deleteIfExists(scratch);
            throw named(file, e);
        }
    }

    /** What the system says of a full disk or a broken one names no file. */
    private static IOException named(Path file, IOException e) {
        return e instanceof FileSystemException
                ? e
                : new IOException("%s could not be written (%s)".formatted(file, e.getMessage()), e);
    }

    /** Removes a file, where it is there. */
    static void remove(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            syncFolder(parent(file));
        }
    }

    /** Moves a synced file, or a folder of such, to its place in one step. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC_MOVE);
        syncFolder(parent(to));
    }

    /**
     * Sees that a file of the registry is one, where it is there: a pipe in its place would be waited for without end.
     *
     * @throws IOException where it is something else
     */
    static void requireNothingElse(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(
                    "%s is no regular file, but the registry keeps one there; restore it".formatted(file));
        }
    }

    /** Creates a folder and those above it, each with its name synced. */
    public static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            createFolders(above);
        }
        Files.createDirectories(folder);
        if (above != null) {
            syncFolder(above);
        }
    }

    /** Makes the names in a folder survive a crash, where the platform can. */
    public static void syncFolder(Path folder) throws IOException {
        if (FOLDERS_CAN_BE_SYNCED) {
            sync(folder);
        }
    }

    /** Makes what was written to a file survive a crash. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            channel.force(true);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
            writeAll(channel, bytes);
            channel.force(true);
        }
    }

    /** One write, as a rule; the rest of it, where the system took less. */
    static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the path '%s' has no folder".formatted(file));
        }
        return parent;
    }
}
