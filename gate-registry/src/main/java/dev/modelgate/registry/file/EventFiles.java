package dev.modelgate.registry.file;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.release.DamagedRegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The event chain as files: {@code index.jsonl}, and before it the sealed {@code index/000001.jsonl}, … of equally
 * many lines each. So any line is found by its number, and neither appending nor reading the end depends on how many
 * came before.
 */
final class EventFiles {

    static final int SEGMENT_LINES = 10_000;

    private static final Pattern SEGMENT = Pattern.compile("\\d{6,}\\.jsonl");

    private final Path root;
    private final Path current;
    private final int linesOfNew;
    private final Map<Path, LineIndex> indexes = new HashMap<>();
    private OptionalLong segmentLines = OptionalLong.empty();
    private int sealed;

    /** The chain as it is now; another state, after another writer, needs another instance. */
    EventFiles(Path root, int segmentLines) throws IOException {
        this.root = root;
        this.current = root.resolve("index.jsonl");
        this.linesOfNew = segmentLines;
        this.sealed = sealedSegments();
    }

    Optional<String> last() throws IOException {
        Optional<byte[]> last = EventTail.of(current).last();
        if (last.isEmpty() && sealed > 0) {
            last = EventTail.of(segment(sealed)).last();
        }
        return last.map(EventLines::text);
    }

    Optional<String> line(long number) throws IOException {
        return number < 1
                ? Optional.empty()
                : index(file(number)).line(before(number)).map(EventLines::text);
    }

    /** All complete lines. To be closed. */
    EventSequence all() throws IOException {
        ImmutableList.Builder<Path> files = ImmutableList.builder();
        for (int number = 1; number <= sealed; number++) {
            files.add(segment(number));
        }
        return new EventSequence(files.add(current).build());
    }

    /** {@code index/000001.jsonl:17}. */
    String place(long number) throws IOException {
        return root.relativize(file(number)) + ":" + (before(number) + 1);
    }

    /**
     * Appends a line: in one write, synced; taken back where that failed.
     *
     * @param notices told when a torn line was set aside
     */
    void append(String line, Consumer<String> notices) throws IOException {
        EventTail tail = EventTail.of(current);
        if (tail.isTorn()) {
            setAside(tail, notices);
        }
        if (tail.complete() >= segmentLines() && index(current).count() >= segmentLines()) {
            seal();
            tail = EventTail.of(current);
        }
        indexes.remove(current);
        boolean isNew = Files.notExists(current);
        try (FileChannel channel = FileChannel.open(current, CREATE, WRITE, APPEND)) {
            write(channel, tail.complete(), line + "\n");
        }
        if (isNew) {
            DurableFiles.syncFolder(root);
        }
    }

    /** Appends many lines: one write and one sync for each segment. */
    void appendAll(Iterator<String> lines, Consumer<String> notices) throws IOException {
        while (lines.hasNext()) {
            append(FileWriter.requireLine(lines.next()), notices);
            long room = segmentLines() - index(current).count();
            StringBuilder more = new StringBuilder();
            for (; room > 0 && lines.hasNext(); room--) {
                more.append(FileWriter.requireLine(lines.next())).append('\n');
            }
            indexes.remove(current);
            try (FileChannel channel = FileChannel.open(current, WRITE, APPEND)) {
                write(channel, channel.size(), more.toString());
            }
        }
    }

    private static void write(FileChannel channel, long complete, String lines) throws IOException {
        try {
            DurableFiles.writeAll(channel, lines.getBytes(StandardCharsets.UTF_8));
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(complete);
            throw e;
        }
    }

    /** What a crash left of a line is kept for people to see, and the chain goes on behind the last whole one. */
    private void setAside(EventTail tail, Consumer<String> notices) throws IOException {
        byte[] torn = tail.torn(current);
        Path aside = root.resolve("torn").resolve(Sha256.hex(torn).substring(0, 16) + ".part");
        DurableFiles.replace(root, aside, torn);
        try (FileChannel channel = FileChannel.open(current, WRITE)) {
            channel.truncate(tail.complete());
            channel.force(true);
        }
        notices.accept("%s: the last line was torn by a crash before it counted; its %d bytes were set aside as %s"
                .formatted(current, torn.length, aside));
    }

    private void seal() throws IOException {
        Path segment = segment(sealed + 1);
        DurableFiles.createFolders(segments());
        indexes.remove(current);
        DurableFiles.move(current, segment);
        DurableFiles.syncFolder(root);
        sealed++;
    }

    /** How many segments are sealed; a gap between them is a loss, not an end. */
    private int sealedSegments() throws IOException {
        if (Files.notExists(segments())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(segments())) {
            List<Path> found = files.filter(file ->
                            SEGMENT.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
            for (int number = 1; number <= found.size(); number++) {
                requireThere(segment(number), found.get(number - 1));
            }
            return found.size();
        }
    }

    private static void requireThere(Path expected, Path found) {
        if (!found.equals(expected)) {
            throw new DamagedRegistryException(
                    "%s is missing, but a later segment is there; restore it from a copy".formatted(expected));
        }
    }

    private Path segments() {
        return root.resolve("index");
    }

    private Path segment(long number) {
        return segments().resolve(Strings.padStart(Long.toString(number), 6, '0') + ".jsonl");
    }

    /** Lines of each sealed segment: a clone of a registry in git says that it has shorter ones. */
    private long segmentLines() throws IOException {
        if (segmentLines.isEmpty()) {
            segmentLines = OptionalLong.of(sealed == 0 ? linesOfNew : SegmentSize.read(segments(), linesOfNew));
        }
        return segmentLines.getAsLong();
    }

    /** Where the lines of a file stand; looked for once in each state. */
    private LineIndex index(Path file) {
        return indexes.computeIfAbsent(file, LineIndex::new);
    }

    private boolean isSealed(long number) throws IOException {
        return sealed > 0 && number <= sealed * segmentLines();
    }

    private Path file(long number) throws IOException {
        return isSealed(number) ? segment((number - 1) / segmentLines() + 1) : current;
    }

    /** How many lines of its file stand before a line. */
    private long before(long number) throws IOException {
        if (sealed == 0) {
            return number - 1;
        }
        return isSealed(number) ? (number - 1) % segmentLines() : number - 1 - sealed * segmentLines();
    }
}
