package dev.modelgate.registry.file;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One state of a registry's directory; valid while its lock is held. */
class FileReader implements RegistryStore.Reader {

    final Path root;
    final EventFiles events;

    FileReader(Path root, int segmentLines) throws IOException {
        this.root = root;
        this.events = new EventFiles(root, segmentLines);
    }

    @Override
    public final Optional<byte[]> document(DocumentPath path) throws IOException {
        DurableFiles.requireNothingElse(file(path));
        try {
            return Optional.of(Files.readAllBytes(file(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public final List<DocumentPath> documents(String folder) throws IOException {
        Path directory = root.resolve(DocumentPath.requireFolder(folder));
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .map(name -> DocumentPath.in(folder, name))
                    .toList();
        }
    }

    @Override
    public final List<DocumentPath> documents() throws IOException {
        List<DocumentPath> found = new ArrayList<>();
        if (Files.isDirectory(root)) {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(root) || DocumentPath.isOne(name(folder))
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && DocumentPath.isOne(name(file))) {
                        found.add(new DocumentPath(name(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        found.sort(Comparator.comparing(DocumentPath::text));
        return found;
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace(File.separatorChar, '/');
    }

    @Override
    public final Optional<String> lastEvent() throws IOException {
        return events.last();
    }

    @Override
    public final Optional<String> event(long number) throws IOException {
        return events.line(number);
    }

    @Override
    public final Stream<String> events() throws IOException {
        return events.all().stream();
    }

    @Override
    public final String place(long number) {
        try {
            return events.place(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final Path file(DocumentPath path) {
        return root.resolve(path.text());
    }
}
