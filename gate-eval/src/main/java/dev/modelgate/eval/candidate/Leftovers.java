package dev.modelgate.eval.candidate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Processes of a user that still run, as the kernel lists them: whoever is to be ended is not asked. */
final class Leftovers {

    /** See proc(5): a file for each process, readable for all. Systems without it list nobody. */
    private static final Path PROCESSES = Path.of("/proc");

    private Leftovers() {}

    /** Their numbers. A zombie does nothing any more: it waits for its parent to look. */
    static List<String> of(long uid) {
        List<String> left = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return left;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (status(process).filter(status -> runs(status, uid)).isPresent()) {
                    left.add(process.getFileName().toString());
                }
            }
            return left;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<List<String>> status(Path process) {
        try {
            return Optional.of(Files.readAllLines(process.resolve("status"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // it ended meanwhile
        }
    }

    /** Real, effective, saved and file system's: any of them is his. */
    static boolean runs(List<String> status, long uid) {
        boolean his = false;
        boolean ended = false;
        for (String line : status) {
            String[] words = line.split("\\s+", -1);
            if (words[0].equals("Uid:")) {
                his = List.of(words).subList(1, words.length).contains(Long.toString(uid));
            } else if (words[0].equals("State:")) {
                ended = words.length > 1 && (words[1].equals("Z") || words[1].equals("X"));
            }
        }
        return his && !ended;
    }
}
