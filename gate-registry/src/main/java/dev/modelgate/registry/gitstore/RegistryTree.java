package dev.modelgate.registry.gitstore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of one commit, by path from the top of the repository; of no commit, none. */
final class RegistryTree {

    private final ObjectReader objects;
    private final Optional<ObjectId> root;

    RegistryTree(ObjectReader objects, Optional<ObjectId> commit) throws IOException {
        this.objects = objects;
        this.root = commit.isPresent() ? Optional.of(tree(objects, commit.get())) : Optional.empty();
    }

    private static ObjectId tree(ObjectReader objects, ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(objects)) {
            return walk.parseCommit(commit).getTree().getId();
        }
    }

    Optional<ObjectId> root() {
        return root;
    }

    Optional<ObjectId> file(String path) throws IOException {
        return find(path, Constants.OBJ_BLOB);
    }

    byte[] bytes(ObjectId file) throws IOException {
        return objects.open(file, Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE - 8);
    }

    /** The names of the files directly below a folder. */
    List<String> names(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        Optional<ObjectId> tree = find(folder, Constants.OBJ_TREE);
        if (tree.isPresent()) {
            try (TreeWalk walk = new TreeWalk(objects)) {
                walk.addTree(tree.get());
                while (walk.next()) {
                    if (walk.getFileMode(0).getObjectType() == Constants.OBJ_BLOB) {
                        names.add(walk.getNameString());
                    }
                }
            }
        }
        return names;
    }

    /** All files below a folder, from there. */
    List<String> paths(String folder) throws IOException {
        List<String> paths = new ArrayList<>();
        Optional<ObjectId> tree = find(folder, Constants.OBJ_TREE);
        if (tree.isPresent()) {
            try (TreeWalk walk = new TreeWalk(objects)) {
                walk.addTree(tree.get());
                walk.setRecursive(true);
                while (walk.next()) {
                    paths.add(walk.getPathString());
                }
            }
        }
        return paths;
    }

    private Optional<ObjectId> find(String path, int type) throws IOException {
        if (root.isEmpty()) {
            return Optional.empty();
        }
        try (TreeWalk walk = TreeWalk.forPath(objects, path, root.get())) {
            if (walk == null) {
                return Optional.empty();
            }
            FileMode mode = walk.getFileMode(0);
            return mode.getObjectType() == type ? Optional.of(walk.getObjectId(0)) : Optional.empty();
        }
    }
}
