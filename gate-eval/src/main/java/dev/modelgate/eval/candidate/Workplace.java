package dev.modelgate.eval.candidate;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where processes of what is judged run, and as whom. Closing it ends what is left of them. Safe for several threads. */
public interface Workplace extends AutoCloseable {

    /**
     * What it is to hold.
     *
     * @param project the gate's own directory, against which files are named
     * @param bundle that is judged, where one is named
     * @param files of the project that the processes need; directories with all that is in them
     */
    record Contents(Path project, Optional<Path> bundle, List<String> files) {

        public Contents {
            files = List.copyOf(files);
        }

        /** With the files that are named, and those of the project that are words of the command. */
        public static Contents of(Path project, Optional<Path> bundle, List<String> command, List<String> files) {
            Stream<String> words = command.stream()
                    .filter(word -> !Path.of(word).isAbsolute() && Files.isRegularFile(project.resolve(word)));
            return new Contents(
                    project,
                    bundle,
                    Stream.concat(words, files.stream()).distinct().toList());
        }
    }

    /**
     * The project itself under the gate's own user, or copies in a folder of their own under another's.
     *
     * @throws CannotJudgeException where the other user cannot be had, or could reach what is not his
     */
    static Workplace open(Optional<CandidateUser> user, Contents contents) {
        return user.isPresent() ? OtherUser.open(user.get(), contents) : new SameUser(contents);
    }

    /** In which the processes run. */
    Path directory();

    /** Where the processes find the bundle. */
    Optional<Path> bundle();

    /**
     * Starts a program with its arguments; no shell reads them.
     *
     * @param streams says where the process's streams go; pipes where it says nothing
     * @throws IOException where it cannot be started
     */
    Process start(List<String> command, Consumer<ProcessBuilder> streams) throws IOException;

    /** Ends a process and all that it started, at once. */
    void end(Process process);

    /** @throws CannotJudgeException where processes may be left */
    @Override
    void close();
}
