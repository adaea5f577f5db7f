package dev.modelgate.eval.dvc;

import com.google.common.base.Splitter;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The project that a pointer lies in, and the only place that its data may be read from and written to.
 *
 * @param root absolute; the folder that holds {@code .dvc}, or the pointer's own folder where none does
 * @param settings the {@code .dvc} folder, where there is one
 */
record Workspace(Path root, Optional<Path> settings) {

    private static final Set<String> PRIVATE = Set.of(".git", ".dvc");

    static Workspace of(Path pointer) {
        Path own = pointer.toAbsolutePath().normalize().getParent();
        for (Path folder = own; folder != null; folder = folder.getParent()) {
            Path settings = folder.resolve(".dvc");
            if (Files.isDirectory(settings)) {
                return new Workspace(folder, Optional.of(settings));
            }
            if (Files.exists(folder.resolve(".git"))) {
                break; // a repository's end is the end of what belongs to the pointer
            }
        }
        if (own == null) {
            throw new CannotJudgeException("%s is a root, but a pointer file is required; name it".formatted(pointer));
        }
        return new Workspace(own, Optional.empty());
    }

    /**
     * Where an out lies.
     *
     * @throws CannotJudgeException where that is outside of the project, within {@code .git} or {@code .dvc}, or
     *     behind a link that leads outside
     */
    Path locate(DvcPointer pointer, DvcOut out) {
        Path base = pointer.file().toAbsolutePath().normalize().resolveSibling("");
        Path folder = resolve(base, pointer.workingFolder(), pointer.name()).normalize();
        Path found = resolve(folder, out.path(), pointer.name()).normalize();
        if (!folder.startsWith(root) || !found.startsWith(root) || found.equals(root)) {
            throw new CannotJudgeException("%s: the path '%s' lies outside of the project %s; name a path within it"
                    .formatted(pointer.name(), out.path(), root));
        }
        for (Path part : root.relativize(found)) {
            if (PRIVATE.contains(part.toString())) {
                throw new CannotJudgeException(
                        "%s: the path '%s' lies in %s, where data have no place; name another path"
                                .formatted(pointer.name(), out.path(), part));
            }
        }
        requireRealPathWithin(found, pointer, out);
        return found;
    }

    /**
     * A name within a folder, part by part exactly as it is written.
     *
     * @throws CannotJudgeException for absolute names, {@code ..}, {@code .}, empty parts, control characters, and
     *     whatever else this platform would read as another path
     */
    static Path within(Path folder, String name, String what) {
        List<String> parts = Splitter.on('/').splitToList(name);
        try {
            Path relative = Path.of(name);
            boolean same = !relative.isAbsolute() && relative.getNameCount() == parts.size();
            for (int i = 0; same && i < parts.size(); i++) {
                same = isPlain(parts.get(i)) && relative.getName(i).toString().equals(parts.get(i));
            }
            if (same) {
                return folder.resolve(relative);
            }
        } catch (InvalidPathException e) {
            throw new CannotJudgeException(
                    "%s has the name '%s', which this platform cannot hold (%s); run with a UTF-8 locale"
                            .formatted(what, name, e.getReason()),
                    e);
        }
        throw new CannotJudgeException(
                "%s has the name '%s', but a plain relative path is required; do not use this data"
                        .formatted(what, name));
    }

    private static boolean isPlain(String part) {
        return !part.isEmpty()
                && !part.equals(".")
                && !part.equals("..")
                && part.chars().noneMatch(Character::isISOControl);
    }

    private static Path resolve(Path base, String name, String what) {
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw new CannotJudgeException(
                    "%s: a path is '%s', but a relative path without control characters is required; let 'dvc add' write it"
                            .formatted(what, name));
        }
        try {
            return base.resolve(name); // an absolute name replaces the base and is then found to lie outside
        } catch (InvalidPathException e) {
            throw new CannotJudgeException(
                    "%s: the path '%s' cannot be used here (%s); run with a UTF-8 locale"
                            .formatted(what, name, e.getReason()),
                    e);
        }
    }

    /** The nearest folder that exists decides: a link on the way must not lead the data elsewhere. */
    private void requireRealPathWithin(Path target, DvcPointer pointer, DvcOut out) {
        Path folder = target.getParent();
        while (folder != null && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            folder = folder.getParent();
        }
        try {
            if (folder == null || !folder.toRealPath().startsWith(root.toRealPath())) {
                throw new CannotJudgeException(
                        "%s: the path '%s' leads through a link to outside of the project; remove the link"
                                .formatted(pointer.name(), out.path()));
            }
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s: the folder of '%s' could not be read (%s); check its permissions"
                            .formatted(pointer.name(), out.path(), e.getMessage()),
                    e);
        }
    }
}
