package dev.modelgate.registry.gitstore;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** A commit being made: what was changed stands in memory, before the files of the commit below it. */
final class GitWriter extends GitReader implements RegistryStore.Writer {

    private static final String ATTRIBUTES = ".gitattributes";

    /** A merge of two registries would be a chain that nobody wrote; line ends belong to the digests. */
    private static final String RULES = "registry/** -merge\nregistry/** -text\n";

    private final SortedMap<String, Optional<byte[]>> changes = new TreeMap<>();

    private int appended;

    GitWriter(RegistryTree tree, int segmentLines) {
        super(tree, segmentLines);
    }

    @Override
    Optional<byte[]> bytes(String path) throws IOException {
        Optional<byte[]> changed = changes.get(path);
        return changed == null ? super.bytes(path) : changed.map(byte[]::clone);
    }

    @Override
    SortedSet<String> names(String folder) throws IOException {
        SortedSet<String> names = super.names(folder);
        changes.forEach((path, bytes) -> {
            int slash = path.lastIndexOf('/');
            if (path.substring(0, slash).equals(folder)) {
                names.remove(path.substring(slash + 1));
                bytes.ifPresent(present -> names.add(path.substring(slash + 1)));
            }
        });
        return names;
    }

    @Override
    SortedSet<String> paths() throws IOException {
        SortedSet<String> paths = super.paths();
        changes.forEach((path, bytes) -> {
            String below = path.substring(FOLDER.length());
            paths.remove(below);
            bytes.ifPresent(present -> paths.add(below));
        });
        return paths;
    }

    @Override
    public void put(DocumentPath path, byte[] bytes) {
        set(FOLDER + path.text(), Optional.of(bytes.clone()));
    }

    @Override
    public void remove(DocumentPath path) {
        set(FOLDER + path.text(), Optional.empty());
    }

    @Override
    public void append(String line) throws IOException {
        requireLine(line);
        Lines current = lines(CURRENT);
        if (current.count() >= openLines()) {
            long size = openLines();
            set(segment(sealed() + 1), bytes(CURRENT));
            set(SIZE, Optional.of(utf8(size + "\n")));
            current = new Lines(new byte[0]);
        }
        set(CURRENT, Optional.of(current.with(line)));
        appended++;
    }

    /** The commit's message: what happened stands in the events. */
    String message() throws IOException {
        return appended == 0
                ? "registry: documents"
                : "registry: %d event%s, to %s".formatted(appended, appended == 1 ? "" : "s", lastPlace());
    }

    private String lastPlace() throws IOException {
        return "%s:%d".formatted(CURRENT, lines(CURRENT).count());
    }

    @Override
    public void appendAll(Iterator<String> lines) throws IOException {
        while (lines.hasNext()) {
            append(lines.next());
            Lines current = lines(CURRENT);
            StringBuilder more = new StringBuilder();
            for (long room = openLines() - current.count(); room > 0 && lines.hasNext(); room--) {
                more.append(requireLine(lines.next())).append('\n');
                appended++;
            }
            set(CURRENT, Optional.of(current.withAll(more.toString())));
        }
    }

    private static String requireLine(String line) {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("an event has a newline in it, but it is one line of the chain");
        }
        return line;
    }

    private void set(String path, Optional<byte[]> bytes) {
        changes.put(path, bytes);
        forget(path);
    }

    /** The files with the changes, as a tree; the one that was there, where nothing is different. */
    Optional<ObjectId> write(TreeEdit edit, ObjectInserter inserter) throws IOException {
        SortedMap<String, Optional<ObjectId>> files = new TreeMap<>();
        for (Map.Entry<String, Optional<byte[]>> change : changes.entrySet()) {
            Optional<byte[]> bytes = change.getValue();
            files.put(
                    change.getKey(),
                    bytes.isPresent()
                            ? Optional.of(inserter.insert(Constants.OBJ_BLOB, bytes.get()))
                            : Optional.empty());
        }
        if (tree.file(ATTRIBUTES).isEmpty() && !files.isEmpty()) {
            files.put(ATTRIBUTES, Optional.of(inserter.insert(Constants.OBJ_BLOB, utf8(RULES))));
        }
        return edit.apply(tree.root(), files);
    }
}
