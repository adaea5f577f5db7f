package dev.modelgate.eval.dvc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A project with a {@code .dvc} folder and a remote of its own, copied from what DVC itself made. */
final class DvcProject {

    static final Path FIXTURES = Path.of(System.getProperty("project.root")).resolve("fixtures/dvc");

    final Path root;
    final Path remote;

    private DvcProject(Path root, Path remote) {
        this.root = root;
        this.remote = remote;
    }

    /** The remote lies beside the project, and the configuration names it as DVC does. */
    static DvcProject in(Path directory) throws IOException {
        Path root = Files.createDirectories(directory.resolve("project"));
        Files.createDirectories(root.resolve(".dvc"));
        copy(FIXTURES.resolve("config"), root.resolve(".dvc"));
        DvcProject project = new DvcProject(root, directory.resolve("remote"));
        copy(FIXTURES.resolve("remote-v3"), project.remote);
        copy(FIXTURES.resolve("legacy2x/remote"), project.remote);
        return project;
    }

    /** Puts a pointer into the project and returns its name. */
    String pointer(String fixture) throws IOException {
        Path from = FIXTURES.resolve(fixture);
        return Files.copy(from, root.resolve(from.getFileName().toString())).toString();
    }

    String pointer(String name, String text) throws IOException {
        return Files.writeString(root.resolve(name), text).toString();
    }

    Path object(String md5) {
        return remote.resolve("files/md5").resolve(md5.substring(0, 2)).resolve(md5.substring(2));
    }

    /** Everything in the project but its settings and pointers. */
    Stream<String> data() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all
                    .filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.startsWith(".dvc/") && !name.endsWith(".dvc"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(path -> {
                try {
                    Path target = to.resolve(from.relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(path, target);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
