package dev.modelgate.eval.dvc;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Brings an out into the workspace: it grows beside its place under another name, and takes its own only when all of
 * it is verified. Nothing is ever half there, and nothing that is there is replaced.
 */
final class Checkout {

    private final DvcPointer pointer;
    private final VerifiedObjects objects;

    Checkout(DvcPointer pointer, VerifiedObjects objects) {
        this.pointer = pointer;
        this.objects = objects;
    }

    void bring(DvcOut out, Path target) {
        Path growing = target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), UUID.randomUUID()));
        try {
            Files.createDirectories(growing.resolveSibling(""));
            if (out.hash().folder()) {
                folder(out, growing);
            } else {
                objects.copy(out.hash(), out.size(), growing);
                sync(growing);
            }
            if (WorkspaceData.exists(target)) {
                throw new CannotJudgeException(
                        "%s came to be while its data were fetched; run again".formatted(target));
            }
            Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be written (%s); check the space and permissions there".formatted(target, e), e);
        } finally {
            remove(growing);
        }
    }

    private void folder(DvcOut out, Path growing) throws IOException {
        DirManifest manifest = objects.manifest(out.hash());
        requireEqual(out, "nfiles", out.files(), manifest.entries().size());
        Files.createDirectory(growing);
        long size = 0;
        for (Map.Entry<String, DvcHash> entry : manifest.entries().entrySet()) {
            Path file = Workspace.within(growing, entry.getKey(), pointer.name() + ": a file of '" + out.path() + "'");
            Files.createDirectories(file.resolveSibling(""));
            size += objects.copy(entry.getValue(), OptionalLong.empty(), file);
            sync(file);
        }
        requireEqual(out, "size", out.size(), size);
    }

    private void requireEqual(DvcOut out, String key, OptionalLong stated, long found) {
        if (stated.isPresent() && stated.getAsLong() != found) {
            throw new CannotJudgeException(
                    "%s: the %s of '%s' is %d, but the pointer states %d; the pointer was edited: let 'dvc add' write it"
                            .formatted(pointer.name(), key, out.path(), found, stated.getAsLong()));
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void remove(Path growing) {
        if (!WorkspaceData.exists(growing)) {
            return;
        }
        try (Stream<Path> all = Files.walk(growing)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be removed (%s); it is unfinished: remove it".formatted(growing, e.getMessage()), e);
        }
    }
}
