package dev.modelgate.registry.crash;

import dev.modelgate.registry.sign.RealTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A mount of its own for a test. Where the right to mount is missing the test fails: it proved nothing. */
final class MountedFolder implements AutoCloseable {

    private final Path folder;

    private MountedFolder(Path folder) {
        this.folder = folder;
    }

    /** A small disk in memory. */
    static MountedFolder disk(Path folder, int kilobytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        mount(folder.getParent(), "-t", "tmpfs", "-o", "size=%dk".formatted(kilobytes), "tmpfs", folder);
        return new MountedFolder(folder);
    }

    /** The same files as another folder, only to be read. */
    static MountedFolder readOnly(Path original, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        mount(folder.getParent(), "--bind", original, folder);
        MountedFolder mounted = new MountedFolder(folder);
        mount(folder.getParent(), "-o", "remount,ro,bind", folder);
        return mounted;
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", folder.getParent(), folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(folder + " was not seen to be unmounted", e);
        }
    }

    private static void mount(Path home, Object... arguments) throws IOException, InterruptedException {
        run("mount", home, arguments);
    }

    private static void run(String tool, Path home, Object... arguments) throws IOException, InterruptedException {
        RealTool.Result result = RealTool.ofSystem(tool).run(home, arguments);
        if (result.status() != 0) {
            throw new AssertionError(
                    "%s failed, but this test needs the right to mount: %s".formatted(tool, result.output()));
        }
    }
}
