package dev.modelgate.registry.git;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * A repository's objects, each hashed as it is read. JGit believes the name of a loose object and the index of a pack,
 * so other bytes could lie under an honest name; and once one tree or parent is believed, so is everything behind it.
 * Every commit, tree and blob comes through {@link #read}, wherever it is stored: loose, packed, or in an alternate.
 * Replacements and grafts are not followed, for they name other objects than the commit does.
 */
final class GitObjects {

    private static final String TREE = "tree ";
    private static final String PARENT = "parent ";

    private final Repository repository;

    GitObjects(Repository repository) {
        this.repository = repository;
    }

    /** A commit, as far as it is followed. */
    record Commit(ObjectId id, ObjectId tree, List<ObjectId> parents) {}

    /** What a path names in a commit: two are equal exactly where the same bytes stand there. */
    record Entry(ObjectId id, FileMode mode) {

        boolean isFile() {
            return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
        }
    }

    /** @throws CannotJudgeException where it is missing, no commit, or its bytes are those of another */
    Commit commit(ObjectId id) {
        byte[] bytes = read(id, Constants.OBJ_COMMIT);
        List<ObjectId> parents = new ArrayList<>();
        ObjectId tree = named(TREE, bytes, 0).orElseThrow(() -> notACommit(id));
        for (int line = RawParseUtils.nextLF(bytes, 0); ; line = RawParseUtils.nextLF(bytes, line)) {
            Optional<ObjectId> parent = named(PARENT, bytes, line);
            if (parent.isEmpty()) {
                return new Commit(id, tree, parents);
            }
            parents.add(parent.get());
        }
    }

    private static Optional<ObjectId> named(String word, byte[] bytes, int line) {
        int hash = line + word.length();
        return RawParseUtils.match(bytes, line, Constants.encodeASCII(word)) == hash
                        && hash + Constants.OBJECT_ID_STRING_LENGTH <= bytes.length
                ? Optional.of(ObjectId.fromString(bytes, hash))
                : Optional.empty();
    }

    /** What a path names, folder by folder; empty where the commit has nothing there. */
    Optional<Entry> entry(Commit commit, List<String> path) {
        Optional<Entry> at = Optional.of(new Entry(commit.tree(), FileMode.TREE));
        for (String segment : path) {
            at = at.filter(folder -> folder.mode().equals(FileMode.TREE)).flatMap(folder -> child(folder, segment));
        }
        return at;
    }

    private Optional<Entry> child(Entry folder, String name) {
        byte[] bytes = read(folder.id(), Constants.OBJ_TREE);
        try {
            CanonicalTreeParser tree = new CanonicalTreeParser();
            for (tree.reset(bytes); !tree.eof(); tree.next(1)) {
                if (tree.getEntryPathString().equals(name)) {
                    return Optional.of(new Entry(tree.getEntryObjectId(), tree.getEntryFileMode()));
                }
            }
            return Optional.empty();
        } catch (IndexOutOfBoundsException e) {
            throw unreadable(folder.id(), e);
        }
    }

    byte[] blob(Entry file) {
        return read(file.id(), Constants.OBJ_BLOB);
    }

    /**
     * Whether a commit is another one or an ancestor of it, by the parents that the commits themselves name.
     *
     * @throws CannotJudgeException where it is not found and a part of the history is not in the clone
     */
    boolean reaches(Commit tip, ObjectId wanted) {
        Set<ObjectId> seen = new HashSet<>(Set.of(tip.id()));
        ArrayDeque<ObjectId> open = new ArrayDeque<>(seen);
        Optional<ObjectId> missing = Optional.empty();
        while (!open.isEmpty()) {
            ObjectId next = open.remove();
            if (next.equals(wanted)) {
                return true;
            }
            if (has(next)) {
                commit(next).parents().stream().filter(seen::add).forEach(open::add);
            } else {
                missing = Optional.of(next);
            }
        }
        if (missing.isPresent()) {
            throw new CannotJudgeException(
                    ("%s lacks the history behind commit %s, but without it nobody can say whether commit %s is an"
                                    + " ancestor of %s; fetch the history ('git fetch --unshallow', 'fetch-depth: 0')")
                            .formatted(
                                    repository.getDirectory(),
                                    missing.get().name(),
                                    wanted.name(),
                                    tip.id().name()));
        }
        return false;
    }

    boolean has(ObjectId id) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return reader.has(id);
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    private byte[] read(ObjectId id, int type) {
        try (ObjectReader reader = repository.newObjectReader()) {
            ObjectLoader object = reader.open(id);
            byte[] bytes = object.getBytes(Integer.MAX_VALUE);
            requireName(id, object.getType(), bytes);
            if (object.getType() != type) {
                throw new CannotJudgeException("git object %s of %s is a %s, but a %s is required; name a commit"
                        .formatted(
                                id.name(),
                                repository.getDirectory(),
                                Constants.typeString(object.getType()),
                                Constants.typeString(type)));
            }
            return bytes;
        } catch (MissingObjectException e) {
            throw new CannotJudgeException(
                    "git object %s is not in %s, but what is committed is read from it; fetch the history ('fetch-depth: 0')"
                            .formatted(id.name(), repository.getDirectory()),
                    e);
        } catch (IOException | LargeObjectException e) {
            throw unreadable(id, e);
        }
    }

    private void requireName(ObjectId id, int type, byte[] bytes) {
        ObjectId found;
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            found = formatter.idFor(type, bytes);
        }
        if (!found.equals(id)) {
            throw new CannotJudgeException(
                    ("git object %s of %s holds the bytes of object %s, but an object's bytes must hash to its name;"
                                    + " somebody changed it: make a new clone ('git fsck' lists such objects)")
                            .formatted(id.name(), repository.getDirectory(), found.name()));
        }
    }

    private CannotJudgeException unreadable(ObjectId id, Exception cause) {
        return new CannotJudgeException(
                "git object %s of %s cannot be read (%s); make a new clone ('git fsck' lists such objects)"
                        .formatted(id.name(), repository.getDirectory(), cause.getMessage()),
                cause);
    }

    private CannotJudgeException notACommit(ObjectId id) {
        return new CannotJudgeException("git object %s of %s names no tree, but a commit is required; name another"
                .formatted(id.name(), repository.getDirectory()));
    }
}
