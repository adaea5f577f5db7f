package dev.modelgate.registry.gitstore;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One commit of the registry's branch. The files are those of a registry in a directory, below {@code registry/}, so
 * that any clone of the branch is one; the open file of events is sealed sooner, for every commit carries all of it.
 */
class GitReader implements RegistryStore.Reader {

    static final String FOLDER = "registry/";
    static final String CURRENT = FOLDER + "index.jsonl";
    /** Says in a clone how many lines a sealed file has. */
    static final String SIZE = FOLDER + "index/lines";

    private static final long DIRECTORY_LINES = 10_000;
    private static final Pattern SEGMENT = Pattern.compile("\\d{6,}\\.jsonl");

    final RegistryTree tree;
    final int segmentLines;
    private final Map<String, Lines> read = new HashMap<>();

    GitReader(RegistryTree tree, int segmentLines) {
        this.tree = tree;
        this.segmentLines = segmentLines;
    }

    @Override
    public final Optional<byte[]> document(DocumentPath path) throws IOException {
        return bytes(FOLDER + path.text());
    }

    @Override
    public final List<DocumentPath> documents(String folder) throws IOException {
        return names(FOLDER + DocumentPath.requireFolder(folder)).stream()
                .map(name -> DocumentPath.in(folder, name))
                .toList();
    }

    @Override
    public final List<DocumentPath> documents() throws IOException {
        return paths().stream()
                .filter(DocumentPath::isOne)
                .map(DocumentPath::new)
                .toList();
    }

    /** All files below the registry's folder, sorted. */
    SortedSet<String> paths() throws IOException {
        return new TreeSet<>(tree.paths(FOLDER.substring(0, FOLDER.length() - 1)));
    }

    @Override
    public final Optional<String> lastEvent() throws IOException {
        Lines current = lines(CURRENT);
        if (current.count() > 0) {
            return current.last();
        }
        int sealed = sealed();
        return sealed == 0 ? Optional.empty() : lines(segment(sealed)).last();
    }

    @Override
    public final Optional<String> event(long number) throws IOException {
        if (number < 1) {
            return Optional.empty();
        }
        return lines(file(number)).line(before(number) + 1);
    }

    @Override
    public final Stream<String> events() throws IOException {
        int sealed = sealed();
        return Stream.concat(IntStream.rangeClosed(1, sealed).mapToObj(GitReader::segment), Stream.of(CURRENT))
                .flatMap(file -> unchecked(file).stream());
    }

    /** {@code registry/index/000001.jsonl:17}, as in a clone. */
    @Override
    public final String place(long number) {
        try {
            return "%s:%d".formatted(file(number), before(number) + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<byte[]> bytes(String path) throws IOException {
        Optional<ObjectId> file = tree.file(path);
        return file.isPresent() ? Optional.of(tree.bytes(file.get())) : Optional.empty();
    }

    /** The names of the files directly below a folder, sorted. */
    SortedSet<String> names(String folder) throws IOException {
        return new TreeSet<>(tree.names(folder));
    }

    final Lines lines(String path) throws IOException {
        Lines known = read.get(path);
        if (known == null) {
            known = new Lines(bytes(path).orElse(new byte[0]));
            read.put(path, known);
        }
        return known;
    }

    final void forget(String path) {
        read.remove(path);
    }

    private Lines unchecked(String path) {
        try {
            return new Lines(bytes(path).orElse(new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many files of events are sealed; a gap between them is a loss, not an end. */
    final int sealed() throws IOException {
        int number = 0;
        for (String name : names(FOLDER + "index")) {
            if (SEGMENT.matcher(name).matches()) {
                number++;
                if (!segment(number).endsWith("/" + name)) {
                    throw new DamagedRegistryException(
                            "%s is missing, but a later segment is there; restore it from a clone"
                                    .formatted(segment(number)));
                }
            }
        }
        return number;
    }

    static String segment(long number) {
        return FOLDER + "index/%06d.jsonl".formatted(number);
    }

    /** A branch that a directory was committed to has the segments of one. */
    private long linesPerSegment(int sealed) throws IOException {
        return sealed == 0
                ? segmentLines
                : lines(SIZE).line(1).map(Long::parseLong).orElse(DIRECTORY_LINES);
    }

    final long openLines() throws IOException {
        int sealed = sealed();
        return linesPerSegment(sealed);
    }

    private String file(long number) throws IOException {
        int sealed = sealed();
        long size = linesPerSegment(sealed);
        return number <= sealed * size ? segment((number - 1) / size + 1) : CURRENT;
    }

    private long before(long number) throws IOException {
        int sealed = sealed();
        long size = linesPerSegment(sealed);
        return number <= sealed * size ? (number - 1) % size : number - 1 - sealed * size;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
