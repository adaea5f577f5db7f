package dev.modelgate.registry.gitstore;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** A tree made from another one by changing some files: only the folders on the way to these are written anew. */
final class TreeEdit {

    private final ObjectReader objects;
    private final ObjectInserter inserter;

    TreeEdit(ObjectReader objects, ObjectInserter inserter) {
        this.objects = objects;
        this.inserter = inserter;
    }

    private record Item(String name, FileMode mode, ObjectId id) {
        /** Git sorts a folder as if its name ended with a slash. */
        String order() {
            return mode.equals(FileMode.TREE) ? name + "/" : name;
        }
    }

    /**
     * Applies changes.
     *
     * @param files by path from this tree; empty for those to be removed
     * @return the new tree, empty where nothing is left in it
     */
    Optional<ObjectId> apply(Optional<ObjectId> tree, SortedMap<String, Optional<ObjectId>> files) throws IOException {
        Map<String, Item> items = tree.isPresent() ? items(tree.get()) : new TreeMap<>();
        Map<String, SortedMap<String, Optional<ObjectId>>> folders = new TreeMap<>();
        files.forEach((path, file) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
                set(items, path, FileMode.REGULAR_FILE, file);
            } else {
                folders.computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                        .put(path.substring(slash + 1), file);
            }
        });
        for (Map.Entry<String, SortedMap<String, Optional<ObjectId>>> folder : folders.entrySet()) {
            Optional<ObjectId> before = Optional.ofNullable(items.get(folder.getKey()))
                    .filter(item -> item.mode().equals(FileMode.TREE))
                    .map(Item::id);
            set(items, folder.getKey(), FileMode.TREE, apply(before, folder.getValue()));
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(write(items));
    }

    private static void set(Map<String, Item> items, String name, FileMode mode, Optional<ObjectId> id) {
        items.remove(name);
        id.ifPresent(present -> items.put(name, new Item(name, mode, present)));
    }

    private Map<String, Item> items(ObjectId tree) throws IOException {
        Map<String, Item> items = new TreeMap<>();
        CanonicalTreeParser parser = new CanonicalTreeParser(new byte[0], objects, tree);
        while (!parser.eof()) {
            String name = parser.getEntryPathString();
            items.put(name, new Item(name, parser.getEntryFileMode(), parser.getEntryObjectId()));
            parser.next();
        }
        return items;
    }

    private ObjectId write(Map<String, Item> items) throws IOException {
        TreeMap<String, Item> ordered = new TreeMap<>();
        items.values().forEach(item -> ordered.put(item.order(), item));
        TreeFormatter formatter = new TreeFormatter();
        ordered.values().forEach(item -> formatter.append(item.name(), item.mode(), item.id()));
        return inserter.insert(formatter);
    }
}
