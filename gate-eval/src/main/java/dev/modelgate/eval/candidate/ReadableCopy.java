package dev.modelgate.eval.candidate;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fresh folder below the system's one for temporary files, with copies that everybody may read and only the gate may
 * change. It is closed until all is in it.
 */
final class ReadableCopy implements AutoCloseable {

    private final Path root;

    private ReadableCopy(Path root) {
        this.root = root;
    }

    /** @throws CannotJudgeException where something is not there, is no file, or cannot be copied */
    static ReadableCopy of(Workplace.Contents contents) {
        try {
            ReadableCopy copy = new ReadableCopy(Files.createTempDirectory("gate-candidate-"));
            try {
                copy.take(contents);
                return copy;
            } catch (IOException | RuntimeException e) {
                copy.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new CannotJudgeException(
                    "the bundle could not be copied to where another user reads it (%s); give the folder for temporary files (-Djava.io.tmpdir) room and an owner"
                            .formatted(e),
                    e);
        }
    }

    Path root() {
        return root;
    }

    /** In which the processes run: the project, as far as they need it. */
    Path project() {
        return root.resolve("project");
    }

    Optional<Path> bundle() {
        return Optional.of(root.resolve("bundle")).filter(Files::exists);
    }

    @Override
    public void close() {
        try {
            MoreFiles.deleteRecursively(root, RecursiveDeleteOption.ALLOW_INSECURE); // nobody else writes in it
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be removed (%s); remove it by hand".formatted(root, e.getMessage()), e);
        }
    }

    private void take(Workplace.Contents contents) throws IOException {
        Files.createDirectory(project());
        Path project = contents.project().toRealPath();
        for (String name : contents.files()) {
            take(project, name);
        }
        if (contents.bundle().isPresent()) {
            Path bundle = contents.bundle().get().toRealPath();
            copy(bundle, root.resolve("bundle"), bundle);
        }
        open(root);
    }

    private void take(Path project, String name) throws IOException {
        Path file = project.resolve(name).normalize();
        if (!file.startsWith(project) || file.equals(project) || !Files.exists(file)) {
            throw new CannotJudgeException(
                    "'%s' is to be there for the candidate's processes, but it is no file or directory of %s; correct 'files'"
                            .formatted(name, project));
        }
        Path copy = project().resolve(project.relativize(file));
        if (!Files.exists(copy)) {
            Files.createDirectories(copy.getParent());
            copy(file, copy, project);
        }
    }

    /** Copies all but hidden names, which are no part of a bundle's identity. A link is what it leads to within the root. */
    private static void copy(Path from, Path to, Path within) throws IOException {
        Path real = from.toRealPath();
        if (!real.startsWith(within)) {
            throw new CannotJudgeException("%s is a link to %s, but only what lies in %s is copied; copy it there"
                    .formatted(from, real, within));
        }
        if (!Files.isDirectory(real)) {
            Files.copy(real, to);
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> children = Files.list(real)) {
            for (Path child : (Iterable<Path>) children::iterator) {
                String name = child.getFileName().toString();
                if (!name.startsWith(".")) {
                    copy(child, to.resolve(name), within);
                }
            }
        }
    }

    /** The inner first: nobody enters before the root is open. */
    private static void open(Path folder) throws IOException {
        List<Path> children;
        try (Stream<Path> listed = Files.list(folder)) {
            children = listed.toList();
        }
        for (Path child : children) {
            if (Files.isDirectory(child)) {
                open(child);
            } else {
                String mode = Files.isExecutable(child) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(child, PosixFilePermissions.fromString(mode));
            }
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
